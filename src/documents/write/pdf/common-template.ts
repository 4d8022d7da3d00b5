/** What both sheets begin with: page, font, the way texts, rooms for signatures and codes to check are set. */

import { PRINT_FONT } from './fonts.ts';

export const COMMON = `
#let data = json(bytes(sys.inputs.data))
#let profile = data.profile
#let sizes = profile.sizes
#set document(
  title: data.title,
  author: data.author,
  date: datetime(year: data.date.at(0), month: data.date.at(1), day: data.date.at(2)),
)
#set text(
  font: "${PRINT_FONT}", fallback: false, lang: "vi", region: "VN", hyphenate: false, ligatures: false, overhang: false, size: sizes.body * 1pt,
  top-edge: 0.891em, bottom-edge: -0.216em,
)
#let stamp = rgb("#c00000")
#let thin = 0.5pt + black
#let guide = stroke(paint: rgb("#808080"), thickness: 0.5pt, dash: "dotted")
#let alignments = (left: left, center: center, right: right, justify: left)
// Lines of the font stand 1.149 of its size apart, of which 1.107 is between its edges.
#let single = 0.042em
#let leading-of(spacing) = (spacing * 1.149 - 1.107) * 1em
#let body-leading = leading-of(profile.lineSpacing)
#let gap = profile.paragraphGap * 1pt + (profile.lineSpacing * 1.149 - 1.107) * sizes.body * 1pt
#let page-height = (profile.page.height - profile.margins.top - profile.margins.bottom) * 1mm
#set page(
  width: profile.page.width * 1mm, height: profile.page.height * 1mm,
  margin: (top: profile.margins.top * 1mm, bottom: profile.margins.bottom * 1mm, left: profile.margins.left * 1mm, right: profile.margins.right * 1mm),
  header-ascent: profile.margins.top * 1mm - profile.pageNumberDistance * 1mm - sizes.pageNumber * 1.107pt,
  header: context { let number = counter(page).get().first(); if number > 1 { align(center, text(size: sizes.pageNumber * 1pt, str(number))) } },
)
#set par(justify: true, leading: body-leading, spacing: gap, linebreaks: "simple")

// Words as they are; where a long word may be broken a space too small to see, for one of nothing would not do.
#let shown(words) = if words.contains("\\u{200b}") { words.split("\\u{200b}").join(h(0.001pt)) } else { words }
#let lines-of(words) = if words.contains("\\n") { words.split("\\n").map(shown).join(linebreak()) } else { shown(words) }
#let rich(words) = if type(words) == str { lines-of(words) } else {
  for run in words {
    let content = lines-of(run.text)
    if run.at("bold", default: false) { content = text(weight: "bold", content) }
    if run.at("italic", default: false) { content = text(style: "italic", content) }
    content
  }
}

#let corner(role) = context [#metadata((role: role + "corner", page: here().page(), width: if page.flipped { page.height } else { page.width }, height: 0pt))<mark>]

// White room for a signature; where it stands is told to the one who signs.
#let room(role, height) = block(above: 0pt, below: 0pt, width: 100%, height: height, layout(size => context [#metadata((role: role, page: here().page(), x: here().position().x, y: here().position().y, width: size.width, height: height))<mark>]))

#let check(code) = grid(
  columns: (18mm, 1fr), column-gutter: 3mm, align: horizon,
  image(bytes(code.picture), format: "svg", width: 18mm, height: 18mm, alt: code.alt),
  { set text(size: code.size * 1pt); set par(justify: false, leading: single, spacing: 3pt); set align(left)
    // A code broken at its dash can't be searched for or read out.
    par({ code.label; " "; box(baseline: 0.216em, code.code) })
    // The address stays whole; one that is too long for that may be broken anywhere.
    par({ code.lead; " "; if code.address.contains("\\u{200b}") { shown(code.address) } else { box(baseline: 0.216em, code.address) } }) },
)
`;
