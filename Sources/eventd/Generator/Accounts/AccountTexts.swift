import Schemas

/// The words of the generated accounts.
enum AccountTexts {
  static let clients: [(AccountClientKind, String)] = [
    (.aseguradora, "Seguros"), (.aseguradora, "Aseguradora"), (.banco, "Banco"),
    (.banco, "Cooperativa Financiera"), (.retail, "Almacenes"), (.retail, "Supermercados"),
    (.telco, "Telecomunicaciones"), (.cajaDeCompensacion, "Caja de Compensación"),
    (.otherKind, "Fondo de Empleados"),
  ]
  static let brands = [
    "del Café", "La Peñalosa", "Bogotá Sur", "El Cóndor", "Nariño", "de Ibagué", "Río Magdalena",
    "Sierra Nevada", "del Quindío", "Los Ángeles", "Ñame y Yuca", "San Andrés", "Medellín Norte",
    "Chocó", "El Páramo",
  ]
  static let coverages = [
    "Grúa por avería", "Plomería de urgencia", "Cerrajería", "Electricista", "Médico a domicilio",
    "Odontología de urgencia", "Veterinario a domicilio", "Asistencia en viaje",
    "Conductor elegido",
  ]
  static let events = ["Dos al año", "Tres al año", "Sin límite", "Uno por póliza"]
  static let purposes = [
    "Fidelizar a sus afiliados", "Ofrecer un seguro con asistencia",
    "Reemplazar al proveedor actual",
    "Lanzar un plan para mascotas",
  ]
  static let observations = [
    "Sin grúa en San Andrés", "Definir el horario de odontología", "El tope de plomería es bajo",
    "Aclarar qué es una avería",
  ]
  static let failures = [
    "No entra la llamada", "El menú corta la llamada", "Suena en la cola de otra cuenta",
    "El visor no muestra el nombre",
  ]
  static let places = ["Bogotá", "Medellín", "Cali", "Barranquilla", "Bucaramanga", "Pereira"]
  static let differences = [
    "Falta definir la cobertura en el Amazonas", "El nivel de servicio pedido no tiene precio",
  ]
  static let impossible = [
    "No hay red de proveedores para el servicio", "El cliente pide atención en otro país",
  ]
  static let followUps = [
    "Revisan en comité", "Piden una reunión con Operaciones", "Esperan el presupuesto",
  ]
  static let refusals = ["El precio", "Eligieron a otro proveedor", "Aplazan el proyecto"]
  static let payments = [
    "Pago programado para el viernes", "Falta la orden de compra", "Sin respuesta",
  ]
  static let errors = [
    "La tarifa no es la del contrato", "Se cobró un plan que no se vendió",
  ]
  static let property = [
    "Base de datos de afiliados", "Logotipo y manual de marca", "Guiones de atención",
  ]
  static let changes = [
    ("cobertura", "regional", "nacional"), ("nivel de servicio", "80 % en 20 s", "90 % en 30 s"),
    ("eventos", "dos al año", "tres al año"),
  ]
  static let results = ["4,6 de 5", "Muy satisfechos", "3,9 de 5: piden más informes"]
  static let providers = ["ETB", "Claro", "Movistar", "Tigo"]
}
