/// The sections of the folios page, as a refusal names them.
public enum FolioSection: String, Sendable {
  case processTypes = "folios: Process types"
  case form = "folios: Form"
  case stages = "folios: Stages and who may move what"
  case escalations = "folios: Time-based escalations"
  case notices = "folios: Notices"
  case otherActions = "folios: Other actions"
  case portalAccess = "folios: Portal access"
}
