// A service adds a note to a folio, and reads the folio's stream back.
//
//   swift run AppendNote var/eventd.sock folio-00006325

import EventdClient
import Foundation

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fatalError("usage: AppendNote SOCKET STREAM") }
let (socket, stream) = (arguments[1], arguments[2])

try await EventdConnection.open(socket: socket) { eventd in
  let note = ProposedEvent(
    // Keep the id: after a lost answer, the same append with the same id changes nothing.
    id: UUID().uuidString,
    type: "folio.v1.NoteAdded",
    data: Array(
      """
      {"actor": {"role": "AGENTE", "key": "A-10423", "name": "Íñigo Núñez"},
       "text": "Falta la solicitud firmada"}
      """.utf8))

  do {
    let appended = try await eventd.append([note], to: stream, expecting: .exists)
    print("durable at position \(appended.position), revision \(appended.revision)")
  } catch EventdError.refused(let code, let message, let source, _) {
    print("refused by \(code): \(message) (source: \(source))")
  }

  try await eventd.read(.init(stream: stream)) { event in
    print(event.revision, event.type)
    return true
  }
}
