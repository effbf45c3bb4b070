import Events

/// A backup is there.
struct BackupView {
  let manifest: BackupManifest
  /// Whether the key came from the one who asks.
  let isKeyGiven: Bool

  var text: String {
    let count = manifest.size - manifest.from
    var lines = [
      manifest.from == 0
        ? "La copia está completa y comprobada." : "El incremento está completo y comprobado."
    ]
    lines += FieldList(fields: [
      ("Registro", manifest.origin),
      ("Eventos", "\(count), del \(manifest.from) al \(manifest.size)"),
      ("Raíz", manifest.root),
      ("Hecha", manifest.made),
    ]).lines(Screen(width: nil, isTerminal: false))
    lines += AuditReceiptView.caution(isKeyGiven)
    return lines.map { $0 + "\n" }.joined()
  }
}

/// A data directory was made from backups.
struct RestoreView {
  let head: TreeHead
  let data: String
  let isKeyGiven: Bool
  /// Of the checkpoint that was kept elsewhere.
  let checkpointSize: UInt64?

  var text: String {
    var lines = ["El registro está restaurado y comprobado."]
    lines += FieldList(fields: [
      ("Registro", head.origin), ("Eventos", "\(head.size)"), ("Raíz", "\(head.root)"),
    ]).lines(Screen(width: nil, isTerminal: false))
    if let checkpointSize {
      lines.append("Los primeros \(checkpointSize) eventos son los del punto de control.")
    }
    if !isKeyGiven {
      lines.append(
        "La clave es la que está en la copia. Para no depender de ella, dé la suya con --key.")
    }
    lines.append("Sírvalo con: eventd serve --data \(data)")
    return lines.map { $0 + "\n" }.joined()
  }

  var json: String {
    "{\"restored\":true,\"origin\":\(JSONText.quoted(head.origin)),\"size\":\(head.size),"
      + "\"root\":\"\(head.root)\",\"keyGiven\":\(isKeyGiven),"
      + "\"checkpoint\":\(checkpointSize.map { "\($0)" } ?? "null")}"
  }
}
