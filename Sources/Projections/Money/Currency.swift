/// A currency in which amounts are kept, by its ISO 4217 code.
public struct Currency: Hashable, Sendable {
  /// Three capital letters, e.g. `PEN`.
  public let code: String
  /// Digits behind the decimal point: 2 for most, 0 for CLP, 3 for KWD.
  public let digits: Int

  /// - Returns: `nil` unless the code is of an active currency.
  public init?(_ code: some StringProtocol) {
    let code = String(code)
    guard Self.active.contains(code) else { return nil }
    self.code = code
    digits = Self.digitsOtherThanTwo[code] ?? 2
  }

  private init(code: String) {
    self.code = code
    digits = 2
  }

  /// Mexico, folios.
  public static let mxn = Currency(code: "MXN")
  /// Peru, receivables.
  public static let pen = Currency(code: "PEN")
  public static let usd = Currency(code: "USD")
  /// Colombia, credits and claims.
  public static let cop = Currency(code: "COP")
  /// Bolivia, post-sale and arrears.
  public static let bob = Currency(code: "BOB")

  /// **Source:** ISO 4217 list one up to amendment 180 (BGN left on 2026-01-01), funds codes such as
  /// MXV (UDI) among them; without metals, units of account of institutions, XTS and XXX, in which
  /// nothing is owed (a).
  static let active = Set(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN
    BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR
    FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
    KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER
    ZAR ZMW ZWG
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// **Source:** ISO 4217 list one, column “minor unit”.
  private static let digitsOtherThanTwo: [String: Int] = {
    var digits: [String: Int] = ["CLF": 4, "UYW": 4]
    for code in ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] { digits[code] = 3 }
    for code in [
      "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
      "VUV", "XAF", "XOF", "XPF",
    ] { digits[code] = 0 }
    return digits
  }()
}

extension Currency: CustomStringConvertible {
  public var description: String { code }
}
