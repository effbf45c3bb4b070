import Events
import Projections
import SwiftProtobuf

/// The log continues a checkpoint.
struct AuditContinuesView {
  let old: TreeHead
  let head: TreeHead
  /// Whether the key came from the one who asks.
  let isKeyGiven: Bool

  var text: String {
    var lines = ["El registro continúa el punto de control: nada de lo que había cambió."]
    lines += FieldList(fields: [
      ("Registro", head.origin),
      ("Entonces", "\(old.size) eventos, raíz \(old.root)"),
      ("Ahora", "\(head.size) eventos, raíz \(head.root)"),
    ]).lines(Screen(width: nil, isTerminal: false))
    lines += AuditReceiptView.caution(isKeyGiven)
    return lines.map { $0 + "\n" }.joined()
  }

  var json: String {
    "{\"continues\":true,\"origin\":\(JSONText.quoted(head.origin)),"
      + "\"oldSize\":\(old.size),\"size\":\(head.size),\"root\":\"\(head.root)\","
      + "\"keyGiven\":\(isKeyGiven)}"
  }
}

/// A receipt is true; and which event it is about.
struct AuditReceiptView {
  let event: RecordedEvent
  let head: TreeHead
  let isKeyGiven: Bool
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = ["El recibo es válido: este evento está en el registro."]
    lines += FieldList(fields: [
      ("Registro", head.origin),
      ("Posición", "\(WirePosition.encode(event.position))"),
      ("Stream", "\(event.stream), revisión \(event.revision)"),
      ("Tipo", event.type.text),
      ("Id", "\(event.id)"),
      ("Registrado", times.second(Google_Protobuf_Timestamp(event.recorded))),
      ("Efectivo", times.second(Google_Protobuf_Timestamp(event.effective))),
      ("Datos", data),
      ("Firmado con", "\(head.size) eventos, raíz \(head.root)"),
    ]).lines(screen)
    lines += Self.caution(isKeyGiven)
    return lines.map { $0 + "\n" }.joined()
  }

  /// The beginning of the data; all of it is in `eventd read`.
  private var data: String {
    let text = String(validating: event.data, as: UTF8.self) ?? ""
    let beginning = text.prefix(300)
    return "\(event.data.count) bytes"
      + (text.isEmpty ? "" : ": \(beginning)\(beginning.endIndex == text.endIndex ? "" : "…")")
  }

  var json: String {
    "{\"valid\":true,\"origin\":\(JSONText.quoted(head.origin)),"
      + "\"position\":\(WirePosition.encode(event.position)),"
      + "\"stream\":\(JSONText.quoted(event.stream.text)),\"revision\":\(event.revision),"
      + "\"type\":\(JSONText.quoted(event.type.text)),\"id\":\"\(event.id)\","
      + "\"size\":\(head.size),\"root\":\"\(head.root)\",\"keyGiven\":\(isKeyGiven)}"
  }

  /// What is believed when no key was given.
  static func caution(_ isKeyGiven: Bool) -> [String] {
    isKeyGiven
      ? []
      : ["La clave es la que dice el servicio. Para no depender de él, dé la suya con --key."]
  }
}
