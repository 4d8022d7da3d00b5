/** Certificates in Typst: each one landscape page in a frame. Fixed text of our own, fed with JSON. */
import { COMMON } from './common-template.ts';

export const CERTIFICATE_TEMPLATE = `${COMMON}
#let frames = data.frames.pairs().map(((key, frame)) => (key, bytes(frame.picture))).to-dict()
#let margins = data.sheets.first().margins
#set par(justify: false, leading: single, spacing: single)
#set align(center)
#let put(words, size, above: 0pt, weight: "regular", style: "normal", fill: black, leading: single) = block(
  above: above, below: 0pt, width: 100%,
  { set text(size: size * 1pt, weight: weight, style: style, fill: fill); set par(leading: leading, spacing: leading); par(rich(words)) },
)
#let rule(length) = block(above: 3pt, below: 0pt, line(length: length * 1mm, stroke: 0.75pt))

#let divider(ink) = block(above: 5pt, below: 0pt, {
  let arm = line(length: 34mm, stroke: 0.6pt + ink)
  box(baseline: -1.2mm, arm)
  h(2mm)
  box(rotate(45deg, square(size: 2mm, fill: ink)))
  h(2mm)
  box(baseline: -1.2mm, arm)
})

// As narrow as the same number of lines allows: no word stands alone in the last.
#let even(words, room) = context {
  let set-in(width) = block(above: leading-of(1.15), below: 0pt, width: width, par(shown(words)))
  if measure(shown(words)).width <= room { set-in(room) } else {
    let tall = measure(set-in(room)).height
    let (low, high) = (0, 23)
    while low < high {
      let middle = calc.ceil((low + high) / 2)
      if measure(set-in(room * calc.pow(0.97, middle))).height <= tall + 0.01pt { low = middle } else { high = middle - 1 }
    }
    set-in(room * calc.pow(0.97, low))
  }
}

// A long name of an office leaves the leaves in the corners alone.
#let top-part(sheet, points) = pad(x: 3.5mm, grid(columns: (1fr, 1fr),
  { if sheet.parent != none { put(sheet.parent, points.agency) }; put(sheet.agency, points.agency, weight: "bold"); rule(sheet.agencyRule) },
  { put(sheet.nation, points.nation, weight: "bold"); put(sheet.motto, points.motto, weight: "bold"); rule(sheet.mottoRule) },
))

#let middle-part(sheet, points, ink) = {
  show heading: it => block(above: 0pt, below: 0pt, width: 100%, text(size: points.title * 1pt, weight: "bold", fill: ink, tracking: 0.06em, it.body))
  heading(level: 1, lines-of(sheet.heading))
  divider(ink)
  if sheet.presentation != "" { put(sheet.presentation, points.presentation, above: 9pt, style: "italic") }
  put(sheet.name, points.name, above: 8pt, weight: "bold", fill: ink)
  if sheet.detail != none { put(sheet.detail, points.detail, above: 5pt, fill: rgb("#333333")) }
  block(above: 13pt, below: 0pt, width: sheet.reasonWidth * 1mm, {
    set text(size: points.reason * 1pt)
    set par(leading: leading-of(1.15), spacing: leading-of(1.15))
    if type(sheet.reason) == str { for each in sheet.reason.split("\\n") { even(each, sheet.reasonWidth * 1mm) } } else { par(rich(sheet.reason)) }
  })
}

#let foot-part(sheet, points, role) = grid(columns: (1fr, 1fr),
  align(left + bottom, {
    if sheet.check != none { check(sheet.check) }
    if sheet.number != none { block(above: 6pt, below: 0pt, par(text(size: sizes.number * 1pt, shown(sheet.number)))) }
  }),
  {
    put(sheet.placeDate, points.placeDate, style: "italic")
    if sheet.signature == none {
      for (index, each) in sheet.unsigned.enumerate() { put(each, sizes.number, above: if index == 0 { 10pt } else { 2pt }, fill: rgb("#333333")) }
    } else {
      set text(size: sizes.signature * 1pt, weight: "bold")
      for each in sheet.signature.lines { block(above: single, below: 0pt, par(rich(each))) }
      room(role + "signer", 4 * sizes.signature * 1.149pt)
      block(above: 0pt, below: 0pt, par(rich(sheet.signature.name)))
    }
  },
)

#for (index, sheet) in data.sheets.enumerate() {
  let role = str(index) + ":"
  let ink = rgb(sheet.color)
  set page(
    flipped: true, header: none,
    margin: (x: margins.side * 1mm, top: margins.top * 1mm, bottom: margins.bottom * 1mm),
    background: image(frames.at(sheet.frame), format: "svg", width: 100%, height: 100%),
  )
  corner(role)
  top-part(sheet, sheet.points)
  v(3fr)
  middle-part(sheet, sheet.points, ink)
  v(2fr)
  foot-part(sheet, sheet.points, role)
}
`;
