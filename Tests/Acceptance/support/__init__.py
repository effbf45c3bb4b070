"""What the acceptance tests share: the daemon as a process, folios, the calendar, the wire."""
