public import Schemas

/// What a quote should contain. All of it is preferred: what is missing is a warning, no refusal.
///
/// **Source:** onboarding page, “Commercial phase”, 4 and the remark below the table (a).
public enum AccountQuoteContents {
  /// The contents of a quote, in the order of the page, with their Spanish names.
  private static let ofQuote: [(name: String, isGiven: @Sendable (AccountQuoteSent) -> Bool)] = [
    ("datos del cliente", { !isBlank($0.clientData) }),
    ("condiciones de negociación", { !isBlank($0.negotiationConditions) }),
    ("condiciones de entrega", { !isBlank($0.deliveryConditions) }),
    ("condiciones de pago", { !isBlank($0.paymentConditions) }),
  ]

  /// Those of each alternative.
  private static let ofAlternative:
    [(name: String, isGiven: @Sendable (AccountQuoteAlternative) -> Bool)] = [
      ("descripción", { !isBlank($0.description_p) }),
      ("cantidad", { !isBlank($0.quantity) }),
      ("precio", { $0.hasPrice }),
      ("calidad", { !isBlank($0.quality) }),
      ("garantía", { !isBlank($0.guarantee) }),
    ]

  /// The warnings of a quote: what it lacks, in Spanish; with several alternatives, of which one.
  public static func missing(in quote: AccountQuoteSent) -> [String] {
    let own = ofQuote.filter { !$0.isGiven(quote) }.map(\.name)
    let ofAlternatives = quote.alternatives.enumerated().flatMap { index, alternative in
      ofAlternative.filter { !$0.isGiven(alternative) }.map { content in
        quote.alternatives.count == 1
          ? content.name : "\(content.name) de la alternativa \(index + 1)"
      }
    }
    return own + ofAlternatives
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
