/// The sections of the onboarding page, as a refusal names them.
public enum AccountSection: String, Sendable {
  case roles = "onboarding: Roles"
  case commercial = "onboarding: Commercial phase"
  case incorporation = "onboarding: Incorporation of a new account"
  case service = "onboarding: Service start"
  case deadlines = "onboarding: What must be seen"

  init(_ route: AccountRoute) {
    switch route {
    case .commercial, .amendment, .invoice: self = .commercial
    case .incorporation: self = .incorporation
    case .service: self = .service
    }
  }
}
