import Projections
import Schemas

/// How far a content is uploaded.
struct DocumentView: TableView {
  let response: DocumentResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    ([screen.bold("Documento"), times.line(response.goodFor), ""]
      + FieldList(fields: fields).lines(screen))
      .map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      fields.map { .text($0.label) }, [TextTable.Row(cells: fields.map(\.value))])
  }

  private var fields: [(label: String, value: String)] {
    let content = response.content
    return [
      ("SHA-256", content.sha256), ("Carga", content.status.label),
      ("Tamaño", "\(content.sizeBytes) bytes"), ("Recibido", "\(content.receivedBytes) bytes"),
      ("Partes", "\(content.chunks)"), ("Tipo", content.mediaType),
      ("Comenzó", times.minute(content.begun)),
      ("Terminó", content.hasEnded ? times.minute(content.ended) : ""),
      ("Intentos", "\(content.attempts)"),
      ("Falló por", content.status == .failed ? content.failure.label : ""),
      ("Observación", content.remark),
    ]
  }
}
