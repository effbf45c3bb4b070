import Events
import Schemas

extension FolioPolicy {
  /// The limit in force for folios that enter the rule's stage on this local date: the one adopted
  /// last among those valid by then, else the built-in one.
  func limit(of rule: EscalationRule, on date: LocalDate) -> FolioLimit {
    let adopted = adopted.last { limit in
      guard limit.rule == rule.name, let validFrom = LocalDate(limit.validFrom) else {
        return false
      }
      return validFrom <= date
    }
    return adopted ?? FolioLimit(rule)
  }
}

extension FolioLimit {
  init(_ rule: EscalationRule) {
    self.init()
    self.rule = rule.name
    source = rule.source
    switch rule.limit {
    case .businessDays(let days): businessDays = UInt32(days)
    case .calendarDays(let days): calendarDays = UInt32(days)
    }
  }

  /// `nil` when no limit is given.
  var timeLimit: TimeLimit? {
    switch limit {
    case .businessDays(let days): .businessDays(Int(days))
    case .calendarDays(let days): .calendarDays(Int(days))
    case nil: nil
    }
  }
}
