public import Events
public import Schemas

extension LocalDate {
  /// A day of a payload that is entered in a ledger.
  public static func entered(
    _ text: String, _ field: String
  ) throws(BookkeepingError) -> LocalDate {
    guard let date = LocalDate(text) else { throw .inconsistent("\(field) is “\(text)”, no day") }
    return date
  }
}

extension Money {
  /// An amount of a payload that is entered in a ledger.
  public static func entered(_ wire: WireMoney) throws(BookkeepingError) -> Money {
    do throws(MoneyError) { return try Money(wire) } catch {
      throw .inconsistent(error.description)
    }
  }
}

extension BookkeepingError {
  /// What a stored event says.
  static func reading<Event: DomainEvent>(
    _ event: RecordedEvent, as type: Event.Type
  ) throws(BookkeepingError) -> Event {
    do throws(PayloadError) { return try Event(event) } catch {
      throw .undecodable(error.description)
    }
  }
}
