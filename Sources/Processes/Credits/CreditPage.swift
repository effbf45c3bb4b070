/// Where the rules of credits are written, as a refusal names it.
public enum CreditPage: String, Sendable {
  case credits = "receivables: Credits and collections"
  case ledger = "receivables: Ledger rules"
  case milestones = "claims: Milestones"
  case lists = "schemas/credit/v1/credit.proto"
  case events = "schemas/credit/v1/events.proto"
}
