import Glibc

/// Gets every row of a file while it is checked, in the order of the tables' names and of their keys.
protocol RowVisitor {
  mutating func begin(table: String)
  mutating func visit(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer)
  /// Called behind the last row.
  /// - Returns: whether the file may be opened for what the visitor saw.
  mutating func end() -> Bool
}

/// Where only the structure counts.
struct NoVisitor: RowVisitor {
  mutating func begin(table: String) {}
  mutating func visit(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {}
  mutating func end() -> Bool { true }
}

/// Reads every page that a snapshot of a database file uses, and holds it against all that LMDB takes
/// for granted of it. LMDB itself follows whatever it finds in a page: a wrong number leads it to
/// another page or out of the map, where the process ends by a signal, or to another row.
///
/// Memory: two bits a page of the file, and some pages.
///
/// Source of what is held against: `mdb.c` of LMDB 0.9.24, whose comment on `MDB_page` says that every
/// page up to the last one is used by a table or listed as free, once.
struct FileCheck<Visitor: RowVisitor>: ~Copyable {
  let file: PageFile
  let meta: PageFile.Meta
  var visitor: Visitor
  let pages: PageReader
  /// The names in the file.
  private(set) var tables: [String] = []
  /// The table that is being read; for what is said of a damaged page.
  var table = ""
  var named: [(name: String, tree: PageFile.Tree)] = []

  /// Checks the newest snapshot. Nobody else may write the file meanwhile.
  ///
  /// - Returns: the names of the tables in it; none for a file that does not exist or is empty.
  static func run(_ path: String, _ visitor: inout Visitor) throws(LMDBError) -> [String] {
    guard let file = try PageFile.open(path) else { return [] }
    return try run(file, try file.newestMeta(), &visitor)
  }

  static func run(
    _ file: PageFile, _ meta: PageFile.Meta, _ visitor: inout Visitor
  ) throws(LMDBError) -> [String] {
    var check = FileCheck(file: file, meta: meta, visitor: visitor)
    try check.run()
    visitor = check.visitor
    guard visitor.end() else { throw LMDBError(damage: .rows, path: file.path) }
    return check.tables
  }

  private init(file: PageFile, meta: PageFile.Meta, visitor: Visitor) {
    self.file = file
    self.meta = meta
    self.visitor = visitor
    pages = PageReader(file, meta)
  }

  private mutating func run() throws(LMDBError) {
    try pages.prepare()
    try check(meta.free, "free pages", .freePages)
    try check(meta.main, "table of tables", .tables)
    for (name, tree) in named {
      guard tree.flags == 0, tree.pad == 0 else { throw damage(.table(name)) }
      tables.append(name)
      visitor.begin(table: name)
      try check(tree, name, .rows)
    }
  }

  func damage(_ damage: FileDamage) -> LMDBError { LMDBError(damage: damage, path: file.path) }

  private mutating func check(
    _ tree: PageFile.Tree, _ name: String, _ kind: TreeKind
  ) throws(LMDBError) {
    table = name
    pages.begin()
    var counted = TreeCount()
    if tree.root == PageFile.Tree.noRoot {
      guard tree.depth == 0 else { throw damage(.table(name)) }
    } else {
      guard tree.depth >= 1, Int(tree.depth) <= PageReader.depthMax else {
        throw damage(.table(name))
      }
      try walk(
        tree.root, level: 0, leafLevel: Int(tree.depth) - 1, kind, from: nil, to: nil, &counted)
    }
    guard counted == TreeCount(tree) else { throw damage(.table(name)) }
  }
}

/// What the rows of a tree are.
enum TreeKind {
  /// Transaction -> pages that it freed.
  case freePages
  /// Name -> tree.
  case tables
  case rows
}

struct TreeCount: Equatable {
  var branchPages: UInt64 = 0
  var leafPages: UInt64 = 0
  var overflowPages: UInt64 = 0
  var entries: UInt64 = 0

  init() {}

  init(_ tree: PageFile.Tree) {
    branchPages = tree.branchPages
    leafPages = tree.leafPages
    overflowPages = tree.overflowPages
    entries = tree.entries
  }
}
