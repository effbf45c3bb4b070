import Glibc

/// A node of a page, once it is known to lie inside. Source: `MDB_node`.
private struct Node {
  static let headerBytes = 8
  /// The value has pages of its own. Source: `F_BIGDATA`.
  static let elsewhere: UInt16 = 0x01
  /// The value is a tree. Source: `F_SUBDATA`.
  static let tree: UInt16 = 0x02
  let page: UnsafeRawBufferPointer
  let start: Int

  init(_ page: UnsafeRawBufferPointer, at start: Int) {
    self.page = page
    self.start = start
  }

  init(_ page: UnsafeRawBufferPointer, index: Int) {
    self.init(page, at: Int(page.number(at: PageFile.headerBytes + 2 * index) as UInt16))
  }

  var flags: UInt16 { page.number(at: start + 4) }
  var keyCount: Int { Int(page.number(at: start + 6) as UInt16) }
  var key: UnsafeRawBufferPointer { part(Node.headerBytes, keyCount) }

  /// In a leaf.
  var valueCount: Int { Int(page.number(at: start) as UInt32) }
  var isElsewhere: Bool { flags & Node.elsewhere != 0 }
  /// How many bytes of it are in the page.
  var valueBytes: Int { isElsewhere ? 8 : valueCount }
  var value: UnsafeRawBufferPointer { part(Node.headerBytes + keyCount, valueBytes) }

  /// In a branch.
  var child: UInt64 {
    UInt64(page.number(at: start) as UInt32) | UInt64(flags) << 32
  }

  private func part(_ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: page[(start + offset)..<(start + offset + count)])
  }
}

extension FileCheck where Visitor: RowVisitor {
  private func damage(_ page: UInt64, _ fault: PageFault) -> LMDBError {
    damage(.page(page, table: table, fault))
  }

  /// Checks a page and everything below it.
  ///
  /// - Parameters:
  ///   - leafLevel: the level of the leaves, 0 for a tree of one page.
  ///   - first: no key is before it.
  ///   - end: every key is before it.
  mutating func walk(
    _ number: UInt64, level: Int, leafLevel: Int, _ kind: TreeKind,
    from first: UnsafeRawBufferPointer?, to end: UnsafeRawBufferPointer?,
    _ counted: inout TreeCount
  ) throws(LMDBError) {
    guard pages.claim(number) else { throw damage(number, .use) }
    let page = try pages.page(number, level: level)
    guard page.number(at: 0) == number else { throw damage(number, .number) }
    let isLeaf = level == leafLevel
    guard page.number(at: 10) == (isLeaf ? PageKind.leaf : PageKind.branch) else {
      throw damage(number, .kind)
    }
    guard let count = nodeCount(page, isLeaf: isLeaf) else { throw damage(number, .nodes) }
    if isLeaf {
      counted.leafPages += 1
      counted.entries += UInt64(count)
      return try leaf(number, page, count, kind, from: first, to: end, &counted)
    }
    counted.branchPages += 1
    // Among the free pages LMDB may leave a branch with one child.
    guard count >= (kind == .freePages ? 1 : 2) else { throw damage(number, .nodes) }
    for index in 0..<count {
      let node = Node(page, index: index)
      try walk(
        node.child, level: level + 1, leafLevel: leafLevel, kind,
        from: index == 0 ? first : node.key,
        to: index == count - 1 ? end : Node(page, index: index + 1).key, &counted)
    }
  }

  /// How many nodes the page has; `nil` unless they fill it from the upper bound to the end, side by
  /// side, as LMDB keeps them.
  private func nodeCount(_ page: UnsafeRawBufferPointer, isLeaf: Bool) -> Int? {
    let lower = Int(page.number(at: 12) as UInt16)
    let upper = Int(page.number(at: 14) as UInt16)
    guard lower > PageFile.headerBytes, lower % 2 == 0, upper % 2 == 0, lower <= upper,
      upper <= page.count
    else { return nil }
    let count = (lower - PageFile.headerBytes) / 2
    pages.forgetStarts()
    for index in 0..<count {
      let start = Int(page.number(at: PageFile.headerBytes + 2 * index) as UInt16)
      guard start >= upper, start % 2 == 0, start + Node.headerBytes <= page.count,
        pages.noteStart(start)
      else { return nil }
    }
    var found = 0
    var start = upper
    while start < page.count {
      guard start + Node.headerBytes <= page.count, pages.isStart(start) else { return nil }
      let node = Node(page, at: start)
      let bytes = Node.headerBytes + node.keyCount + (isLeaf ? node.valueBytes : 0)
      guard bytes <= page.count - start else { return nil }
      start += (bytes + 1) & ~1
      found += 1
    }
    return found == count ? count : nil
  }

  private mutating func leaf(
    _ number: UInt64, _ page: UnsafeRawBufferPointer, _ count: Int, _ kind: TreeKind,
    from first: UnsafeRawBufferPointer?, to end: UnsafeRawBufferPointer?,
    _ counted: inout TreeCount
  ) throws(LMDBError) {
    var last: UnsafeRawBufferPointer?
    for index in 0..<count {
      let node = Node(page, index: index)
      let key = node.key
      guard key.count >= 1, key.count <= keyBytesMax, kind != .freePages || key.count == 8 else {
        throw damage(number, .keys)
      }
      if let last {
        guard isOrdered(last, key, kind) else { throw damage(number, .keys) }
      } else if let first, isOrdered(key, first, kind) {
        throw damage(number, .keys)
      }
      last = key
      guard node.flags & ~Node.elsewhere == (kind == .tables ? Node.tree : 0) else {
        throw damage(number, .nodes)
      }
      var value = node.value
      if node.isElsewhere { value = try overflow(node, &counted) }
      switch kind {
      case .rows: visitor.visit(key, value)
      case .tables:
        guard value.count == PageFile.Tree.bytes else { throw damage(number, .nodes) }
        named.append((String(decoding: key, as: UTF8.self), PageFile.Tree(value)))
      case .freePages:
        guard areFree(value, transaction: key.number(at: 0)) else {
          throw damage(number, .freePages)
        }
      }
    }
    if let last, let end, !isOrdered(last, end, kind) { throw damage(number, .keys) }
  }

  /// Source: `MDB_MAXKEYSIZE` of Debian's build.
  private var keyBytesMax: Int { 511 }

  /// Whether the first key is before the second. Source: `mdb_cmp_long`, `mdb_cmp_memn`.
  private func isOrdered(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, _ kind: TreeKind
  ) -> Bool {
    if kind == .freePages {
      guard first.count == 8, second.count == 8 else { return false }
      return (first.number(at: 0) as UInt64) < second.number(at: 0)
    }
    let order = memcmp(first.baseAddress!, second.baseAddress!, min(first.count, second.count))
    return order == 0 ? first.count < second.count : order < 0
  }

  /// A value that has pages of its own.
  private func overflow(
    _ node: Node, _ counted: inout TreeCount
  ) throws(LMDBError) -> UnsafeRawBufferPointer {
    let number: UInt64 = node.value.number(at: 0)
    let needed = UInt64((PageFile.headerBytes + node.valueCount - 1) / pages.pageBytes + 1)
    // Before so much memory is asked for.
    guard needed <= meta.lastPage, number <= meta.lastPage - needed + 1 else {
      throw damage(number, .use)
    }
    let (header, value) = try pages.overflow(number, bytes: node.valueCount)
    guard header.number(at: 0) == number else { throw damage(number, .number) }
    guard header.number(at: 10) == PageKind.overflow else { throw damage(number, .kind) }
    let count = UInt64(header.number(at: 12) as UInt32)
    guard count >= needed else { throw damage(number, .nodes) }
    guard pages.claim(number, count: count) else { throw damage(number, .use) }
    counted.overflowPages += count
    return value
  }

  /// Whether this is a list of pages, the last first, that nothing else uses.
  private func areFree(_ list: UnsafeRawBufferPointer, transaction: UInt64) -> Bool {
    guard transaction >= 1, transaction <= meta.transaction, list.count >= 8, list.count % 8 == 0
    else { return false }
    let count: UInt64 = list.number(at: 0)
    guard count <= UInt64(list.count / 8 - 1) else { return false }
    var before = UInt64.max
    for index in 0..<Int(count) {
      let page: UInt64 = list.number(at: 8 + 8 * index)
      guard page < before, pages.claim(page) else { return false }
      before = page
    }
    return true
  }
}
