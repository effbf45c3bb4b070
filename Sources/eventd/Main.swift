import GRPCCore
import GRPCNIOTransportHTTP2Posix
@main struct Main { static func main() async throws {} }
