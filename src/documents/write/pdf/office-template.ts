/**
 * The sheet of an office document in Typst, laid out by a profile. Fixed text of our own: what is printed comes in as
 * JSON in `sys.inputs.data` and is never read as code.
 */
import { COMMON } from './common-template.ts';

export const OFFICE_TEMPLATE = `${COMMON}
#let body-look = (size: sizes.body, spacing: profile.lineSpacing)
#let first = profile.firstLineIndent * 1mm

// One line under another, as wide as asked, in the middle.
#let rule(length, above: 3pt, below: 0pt) = block(above: above, below: below, width: 100%, align(center, line(length: length * 1mm, stroke: 0.75pt)))

#let centered(words, size, weight: "regular", style: "normal", above: 0pt, below: 0pt, sticky: false) = block(
  above: above, below: below, width: 100%, sticky: sticky,
  { set text(size: size * 1pt, weight: weight, style: style); set par(justify: false, leading: single, spacing: single); align(center, par(rich(words))) },
)

#let running(words, alignment: "justify", indent: true, sticky: false, style: "normal", above: auto) = {
  let content = {
    set text(style: style)
    set par(justify: alignment == "justify", first-line-indent: (amount: if indent { first } else { 0mm }, all: true))
    set align(if alignment in ("left", "center", "right") { alignments.at(alignment) } else { start })
    par(rich(words))
  }
  block(sticky: sticky, above: gap, below: gap, width: 100%, content)
}

#let head(head, kind) = {
  set par(justify: false, leading: single, spacing: single)
  grid(
    columns: (head.left * 1mm, head.right * 1mm),
    row-gutter: 7pt,
    {
      if head.parent != none { centered(head.parent, sizes.agency, below: 0.042em) }
      centered(head.agency, sizes.agency, weight: "bold")
      rule(head.agencyRule)
    },
    {
      centered(head.nation, sizes.nation, weight: "bold", below: 0.042em)
      centered(head.motto, sizes.motto, weight: "bold")
      rule(head.mottoRule)
    },
    {
      if head.number != none { centered(head.number, sizes.number) }
      if head.subject != none { centered(head.subject, sizes.letterSubject, above: 6pt) }
      if head.urgency != none {
        v(8pt)
        align(center, box(width: head.urgency.width * 1mm, height: 8mm, stroke: 1pt + stamp, align(center + horizon, text(size: sizes.urgency * 1pt, weight: "bold", fill: stamp, shown(head.urgency.text)))))
      }
    },
    if head.placeDate != none { centered(head.placeDate, sizes.placeDate, style: "italic") },
  )
}

#let titled(title) = {
  block(above: 18pt, below: 0pt, width: 100%, sticky: true, align(center, std.title(rich(title.type))))
  if title.subject != "" { centered(title.subject, sizes.subject, weight: "bold", above: 0.042em, sticky: true) }
  rule(title.rule, above: 4pt, below: 12pt)
}

#let addressed(to) = {
  if to.only != none { centered(to.lead + " " + to.only, sizes.body, above: 6pt, below: 6pt) } else {
    let side = 25mm
    block(above: 6pt, below: 0pt, pad(left: side, par(justify: false, shown(to.lead))))
    for each in to.list { block(above: gap - profile.paragraphGap * 1pt, below: 0pt, pad(left: side + to.leadWidth * 1mm, par(justify: false, shown("- " + each)))) }
  }
  if to.via != none { centered(to.via, sizes.body, above: 4pt, below: 6pt) }
}

#let signed(signature, role) = {
  set text(size: sizes.signature * 1pt, weight: "bold")
  set par(justify: false, leading: single, spacing: single)
  set align(center)
  for each in signature.lines { block(above: 0pt, below: 0.042em, par(rich(each))) }
  room(role, 4 * sizes.signature * 1.149pt)
  if signature.name != "" { block(above: 0pt, below: 0pt, par(rich(signature.name))) } else { v(sizes.signature * 1.149pt) }
}

#let recipients(foot) = {
  set par(justify: false, leading: single, spacing: single)
  if foot.recipients.len() > 0 {
    block(above: 0pt, below: 0.042em, par(text(size: sizes.recipientsHeading * 1pt, weight: "bold", style: "italic", shown(foot.recipientsHeading))))
    set text(size: sizes.recipients * 1pt)
    for each in foot.recipients { block(above: 0pt, below: 0.042em, par(hanging-indent: 2.3mm, { "- "; rich(each) })) }
  }
  if foot.check != none { block(above: 8pt, below: 0pt, check(foot.check)) }
}

#let foot(foot, role) = layout(size => {
  let columns = (foot.left * 1mm, 1fr)
  let content = if foot.secretary != none {
    grid(columns: columns, row-gutter: 10pt, signed(foot.secretary, role + "secretary"), signed(foot.signature, role + "signer"), recipients(foot), [])
  } else {
    grid(columns: columns, recipients(foot), block(breakable: false, width: 100%, signed(foot.signature, role + "signer")))
  }
  // A list of recipients longer than a page runs on; else the foot stands whole.
  let height = measure(width: size.width, content).height
  block(above: gap + 7pt, below: 0pt, width: 100%, breakable: height > page-height * 0.6, content)
})

#let cell-words(cell) = {
  set text(weight: "bold") if cell.bold
  set par(justify: cell.align == "justify")
  if cell.lines.len() == 1 and cell.align != "justify" { rich(cell.lines.at(0)) } else { for each in cell.lines { par(rich(each)) } }
}

#let sheet-table(data) = {
  set text(size: sizes.table * 1pt)
  set par(justify: false, leading: single, spacing: 2pt + single, first-line-indent: 0pt)
  set table.cell(breakable: false)
  // A box of joined rows stays on one page: an empty cell beside it, as high as the box, is not to be broken.
  let widths = data.widths.map(each => each * 1mm) + if data.boxed { (0mm,) } else { () }
  let rows = ()
  for row in data.rows {
    // Most rows are words and nothing else, and cost least that way: no call, nothing kept by the compiler's memory.
    if type(row) == array { rows += row; continue }
    let last = row.cells.len() - 1
    let reach = if data.boxed and row.box == 0 and not row.held { 1 } else { 0 }
    for (index, cell) in row.cells.enumerate() {
      let look = (:)
      let span = cell.span + if index == last { reach } else { 0 }
      if span > 1 { look.insert("colspan", span) }
      if not row.whole { look.insert("breakable", true) }
      if cell.align != data.aligns.at(cell.column) { look.insert("align", alignments.at(cell.align)) }
      if row.joined or row.joinedBelow {
        look.insert("stroke", (left: thin, right: thin, top: if row.joined { guide } else { thin }, bottom: if row.joinedBelow { guide } else { thin }))
      }
      rows.push(table.cell(..look, cell-words(cell)))
    }
    if row.box > 0 { rows.push(table.cell(rowspan: row.box, inset: 0pt, stroke: none, [])) }
  }
  let headers = data.header.enumerate().map(((index, words)) => table.cell(
    colspan: if data.boxed and index == data.header.len() - 1 { 2 } else { 1 },
    align: center + horizon,
    text(weight: "bold", rich(words)),
  ))
  block(above: gap, below: gap, width: 100%, table(
    columns: widths,
    align: data.aligns.map(each => alignments.at(each)) + if data.boxed { (left,) } else { () },
    stroke: thin,
    inset: (x: data.padding * 1mm, y: 3pt),
    table.header(..headers),
    ..rows,
  ))
}

#let body-blocks(blocks, hold-last) = {
  for (index, each) in blocks.enumerate() {
    if each.breakBefore { pagebreak(weak: true) }
    let last = hold-last and index == blocks.len() - 1
    if each.kind == "heading" { heading(level: each.level, rich(each.text)) } else if each.kind == "table" { sheet-table(each) } else {
      running(each.text, alignment: each.align, indent: each.indent, sticky: last and each.held)
    }
  }
}

#let part(part, role) = {
  head(part.head, role)
  if part.title == none { v(14pt) } else { titled(part.title) }
  if part.addressees != none { addressed(part.addressees) }
  if part.authority != none { centered(part.authority, sizes.body, weight: "bold", above: 10pt, below: 10pt, sticky: true) }
  for each in part.bases { running(each, style: "italic") }
  if part.verb != none { centered(part.verb, sizes.body, weight: "bold", above: 10pt, below: 10pt, sticky: true) }
  body-blocks(part.blocks, part.closing == none)
  if part.closing != none { running(part.closing, sticky: part.closing.len() < 2000) }
  foot(part.foot, role)
}

#show std.title: set text(size: sizes.type * 1pt, weight: "bold")
#show std.title: set block(above: 0pt, below: 0pt)
#show heading: it => {
  set text(size: sizes.body * 1pt, weight: "bold")
  set par(justify: true)
  block(above: gap, below: gap, width: 100%, sticky: true, { h(first); it.body })
}
#set heading(numbering: none)

#for (index, section) in data.sections.enumerate() {
  set page(flipped: section.landscape)
  if index > 0 { pagebreak(weak: true) }
  let role = str(index) + ":"
  corner(role)
  if section.heading != none {
    show heading: it => block(above: 0pt, below: 0.042em, width: 100%, sticky: true, align(center, text(size: sizes.annexLabel * 1pt, weight: "bold", it.body)))
    heading(level: 1, rich(section.heading.label))
    if section.heading.title != "" { centered(section.heading.title, sizes.subject, weight: "bold", above: 0.042em, sticky: true) }
    centered(section.heading.reference, sizes.placeDate, style: "italic", above: 0.042em, below: 10pt, sticky: true)
  }
  body-blocks(section.blocks, false)
  if section.part != none { part(section.part, role) }
  // The next section counts its pages from one (Mục III.1 đ); the number grows at the end of this page.
  counter(page).update(0)
}
`;
