import Events
import Processes
import Projections

/// What this daemon knows: a new procedure, view or process manager is a line here.
struct Registry: Sendable {
  /// Whose rules govern which streams.
  let procedures: [any Procedure]
  let views: [any Projection]
  let processes: [any ProcessManager]

  init(_ calendars: Calendars) {
    procedures = [
      FolioRules(zone: calendars.mexico.zone),
      NoticeRules(),
      DocumentRules(zone: calendars.mexico.zone),
      AccessRules(zone: calendars.mexico.zone),
      ClaimRules(zone: calendars.colombia.zone),
      AccountRules(zone: calendars.colombia.zone),
      OrderRules(zone: calendars.bolivia.zone),
      IndicatorRules(),
      PremiumRules(zone: calendars.peru.zone),
      CreditRules(zone: calendars.colombia.zone),
      ArrearsRules(zone: calendars.bolivia.zone),
      PolicyRules(),
    ]
    views = [
      FolioBoard(),
      AccountBoard(),
      AgentDirectory(),
      NoticeOutbox(),
      DocumentContents(),
      AccessBoard(),
      PolicyAdoptions(),
      PremiumStatement(),
      LedgerProjection(PremiumBookkeeper()),
      CreditClients(),
      LedgerProjection(CreditBookkeeper()),
      ClaimRegister(),
      OrderBoard(),
      OrderKpi(),
      ArrearsPortfolio(),
      LedgerProjection(ArrearsBookkeeper()),
    ]
    processes = [
      FolioEscalations(calendar: calendars.mexico),
      FolioNotices(zone: calendars.mexico.zone),
      AccessDeadlines(calendar: calendars.mexico),
      ClaimDeadlines(calendar: calendars.colombia),
      AccountDeadlines(calendar: calendars.colombia),
      OrderEscalations(calendar: calendars.bolivia),
      MonthlyRound(calendar: calendars.bolivia),
      PremiumDeadlines(calendar: calendars.peru),
      CreditDeadlines(calendar: calendars.colombia),
      ArrearsDeadlines(calendar: calendars.bolivia),
    ]
  }
}
