/// The names that the generated people and companies are put together from.
enum TrafficNames {
  static let given = [
    "María José", "José Luis", "Begoña", "Íñigo", "Ángel", "Sofía", "Martín", "Lucía", "Raúl",
    "Verónica", "Andrés", "Mónica", "Óscar", "Ximena", "Tomás", "Araceli", "Joaquín", "Inés",
    "Héctor", "Guadalupe", "Ramón", "Belén", "César", "Rocío", "Adrián", "Fernanda", "Agustín",
    "Julieta", "Efraín", "Citlali", "Nicolás", "Paulina",
  ]

  static let surnames = [
    "Núñez", "Muñoz", "Peña", "Ibáñez", "Zúñiga", "Castañeda", "Ordóñez", "Treviño", "García",
    "Hernández", "Rodríguez", "Martínez", "López", "Cárdenas", "Domínguez", "Gutiérrez", "Rangel",
    "Villaseñor", "Avendaño", "Quiñones", "Sáenz", "Argüello", "Briseño", "Cedeño", "Escamilla",
    "Magaña", "Nájera", "Olguín", "Ríos", "Yáñez", "Salinas", "Arriaga",
  ]

  static let trades = [
    "Transportes", "Constructora", "Distribuidora", "Autopartes", "Curtidos", "Empaques",
    "Maquiladora", "Farmacéutica", "Panificadora", "Logística", "Muebles", "Clínica",
  ]

  static let brands = [
    "del Bajío", "La Montaña", "El Peñón", "San Ángel", "Águila Azul", "de Occidente", "Ñandú",
    "Sierra Gorda", "del Istmo", "Río Bravo", "Tres Cañadas", "Atlántida", "Los Pingüinos",
    "Mazatlán",
  ]

  static let companyForms = ["S.A. de C.V.", "S. de R.L. de C.V.", "S.A.P.I. de C.V.", "S.C."]

  static func person(_ dice: inout SplitMix64) -> String {
    "\(dice.pick(given)) \(dice.pick(surnames)) \(dice.pick(surnames))"
  }

  static func company(_ dice: inout SplitMix64) -> String {
    "\(dice.pick(trades)) \(dice.pick(brands)), \(dice.pick(companyForms))"
  }

  /// The letters and digits of `name` without accents, in lower case, its words joined by dots: the
  /// part of an address before the `@`.
  static func mailbox(of name: String) -> String {
    let accents: [Character: Character] = [
      "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u", "ñ": "n",
    ]
    return name.lowercased().split(separator: " ").map { word in
      String(word.map { accents[$0] ?? $0 }.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }.joined(separator: ".")
  }
}
