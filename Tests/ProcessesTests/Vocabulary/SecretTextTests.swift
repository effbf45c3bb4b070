import Testing

@testable import Processes

@Suite("Texts that look like secrets") struct SecretTextTests {
  @Test(arguments: [
    "contraseña: Hola1234", "Contraseña:Hola1234", "La contraseña es Hola1234.",
    "su nueva contraseña es 123456", "contrasena=abcd", "password hunter2",
    "PWD: x9x9", "la contraseña temporal es 2026Marzo", "clave de acceso: ABCD",
    "TOKEN=dQ9dV4Qx", "http://portal.example/pwdcreateone.py?TOKEN=dQ9dV4Qx8cX3",
    "dQ9dV4Qx8cX3RJR93TiFEZvSXlpnUMeghKxUs4fHvPjCwR3SNDqu4Bb0JtMmSen0nrXHaZ",
    "entre con eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9 por favor",
  ])
  func `a secret behind its word, or a token, is seen`(_ text: String) {
    #expect(SecretText.isLikely(in: text))
  }

  @Test(arguments: [
    "", "Contraseña incorrecta; favor de pedir otra liga.", "La contraseña expira en 60 minutos.",
    "Olvidé mi contraseña", "Las contraseñas: no se comparten",
    "Se solicita la clave de agente A-10423", "clave de promotor P-1001",
    "El token no llegó a tiempo", "Se anexa Cotizacion-399734-Final-v2-Revisada.pdf",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "contraseña:", "contraseña es la misma",
    "Número de serie 3VWFE21C04M000001 y motor AZJ123456",
    "RFC PEHX850101AB1, póliza GMM-000123456-2026",
  ])
  func `what people write about them is none`(_ text: String) {
    #expect(!SecretText.isLikely(in: text))
  }
}
