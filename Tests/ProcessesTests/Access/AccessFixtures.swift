import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

extension AccessActor {
  static func person(_ role: AccessRole) -> AccessActor {
    .with {
      $0.role = role
      $0.key = "K-1"
      $0.name = "María Núñez"
    }
  }

  static let desk = person(.mesaDeServicio)
  /// The portal speaks for whoever sits before it.
  static let portal = AccessActor.with { $0.role = .portal }
  static let daemon = AccessActor.with {
    $0.role = .system
    $0.key = "eventd"
    $0.name = "Sistema"
  }
}

extension AccessChannel {
  static let overFolio = AccessChannel.with {
    $0.medium = .folio
    $0.folio = 399_734
  }
  static let overMail = AccessChannel.with {
    $0.medium = .correo
    $0.email = "begona@agentes.example"
  }
}

extension String {
  /// A SHA-256 of 64 times this digit.
  static func digest(_ digit: Character = "a") -> String { String(repeating: digit, count: 64) }
}

extension Message where Self == AccessRequested {
  /// By e-mail from an agente, with everything.
  static var byMail: AccessRequested {
    .with {
      $0.actor = .person(.agente)
      $0.kind = .altaAgente
      $0.channel = .overMail
      $0.key = "A-10423"
      $0.email = "begona@agentes.example"
      $0.name = "Begoña Núñez"
    }
  }

  /// By the folio of `FolioForm.altaAgente`, whose data are these.
  static var byFolio: AccessRequested {
    .with {
      $0.actor = .person(.promotor)
      $0.kind = .altaAgente
      $0.channel = .overFolio
      $0.key = "A-77"
      $0.email = "agustin@example.mx"
    }
  }
}

extension Message where Self == AccessInformationMissing {
  static func missing(
    _ data: AccessDatum..., text: String = "", on channel: AccessChannel = .overMail
  ) -> AccessInformationMissing {
    .with {
      $0.actor = .desk
      $0.missing = data
      $0.text = text
      $0.channel = channel
    }
  }
}

extension Message where Self == AccessInformationSupplied {
  static func supplied(
    key: String = "", email: String = "", by role: AccessRole = .agente
  ) -> AccessInformationSupplied {
    .with {
      $0.actor = .person(role)
      $0.key = key
      $0.email = email
    }
  }
}

extension Message where Self == AccessGranted {
  static func granted(
    _ key: String = "A-10423", _ email: String = "begona@agentes.example",
    on channel: AccessChannel = .overMail
  ) -> AccessGranted {
    .with {
      $0.actor = .desk
      $0.key = key
      $0.email = email
      $0.channel = channel
    }
  }
}

extension Message where Self == AccessPasswordAsked {
  static func asked(_ email: String = "begona@agentes.example") -> AccessPasswordAsked {
    .with {
      $0.actor = .portal
      $0.email = email
    }
  }
}

extension Message where Self == AccessPasswordLinkMailed {
  static func mailed(
    _ digest: String = .digest(), access: String = "17", minutes: UInt32 = 60
  ) -> AccessPasswordLinkMailed {
    .with {
      $0.actor = .portal
      $0.access = access
      $0.tokenSha256 = digest
      $0.validMinutes = minutes
    }
  }
}

extension Message where Self == AccessPasswordLinkOpened {
  static func link(opened digest: String = .digest()) -> AccessPasswordLinkOpened {
    .with {
      $0.actor = .portal
      $0.tokenSha256 = digest
    }
  }
}

extension Message where Self == AccessPasswordChanged {
  static func password(changed digest: String = .digest()) -> AccessPasswordChanged {
    .with {
      $0.actor = .portal
      $0.tokenSha256 = digest
    }
  }
}

/// Accesses beside folios and policies, as the log's writer keeps them.
enum AccessScenario {
  static let start = "2026-03-02T16:00:00Z"

  static func make(at start: String = start) throws -> ProcedureScenario {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    return try ProcedureScenario(
      AccessRules(zone: zone), FolioRules(zone: zone), PolicyRules(), at: start)
  }

  /// `access-17` is granted for begona@agentes.example, and a password is asked for in `access-18`.
  static func forgotten(_ email: String = "begona@agentes.example") throws -> ProcedureScenario {
    var scenario = try make()
    try scenario.given(.byMail, in: "access-17")
    try scenario.given(.granted(), in: "access-17")
    try scenario.given(.asked(email), in: "access-18")
    return scenario
  }
}
