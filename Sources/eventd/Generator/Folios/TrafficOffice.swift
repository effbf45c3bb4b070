/// An office of the insurer, and the region it belongs to.
///
/// León in the region Centro is the example of the page; the others are made up in its manner.
///
/// **Source:** folios page, “Form”.
struct TrafficOffice: Equatable, Sendable {
  let oficina: String
  let region: String

  var centroEmisor: String { "Centro emisor \(oficina)" }

  static let all: [(TrafficOffice, weight: Int)] = [
    (TrafficOffice(oficina: "León", region: "Centro"), 18),
    (TrafficOffice(oficina: "Querétaro", region: "Centro"), 10),
    (TrafficOffice(oficina: "Ciudad de México", region: "Metropolitana"), 24),
    (TrafficOffice(oficina: "Toluca", region: "Metropolitana"), 6),
    (TrafficOffice(oficina: "Monterrey", region: "Norte"), 16),
    (TrafficOffice(oficina: "Torreón", region: "Norte"), 5),
    (TrafficOffice(oficina: "Guadalajara", region: "Occidente"), 14),
    (TrafficOffice(oficina: "Culiacán", region: "Noroeste"), 5),
    (TrafficOffice(oficina: "Mérida", region: "Sureste"), 7),
    (TrafficOffice(oficina: "Puebla", region: "Oriente"), 8),
  ]
}
