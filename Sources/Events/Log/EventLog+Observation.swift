/// How the log is.
extension EventLog {
  /// How much waits for the writer at this moment.
  public var waiting: WaitingAppends { writer.waiting }

  /// Whether appends are taken. No more of them are after `close`, and after a commit that failed so
  /// that its outcome is not known: the daemon has to be started again then.
  public var takesAppends: Bool { !writer.isClosed }

  /// How much more can be written.
  public func room() throws(ReadError) -> LogRoom {
    try ReadError.lift { () throws(LMDBError) in
      try LogRoom(environment, diskFreeBytes: diskFreeBytes())
    }
  }

  /// Lets the observer hear of an append, now and when it is answered.
  func observed(_ completion: @escaping LogWriter.Completion) -> LogWriter.Completion {
    guard let observer else { return completion }
    let came = observer.appendCame()
    return { result in
      observer.appendAnswered(result, came: came)
      completion(result)
    }
  }
}
