/** The sheet of a certificate in Typst: one landscape page in a frame. Fixed text of our own, fed with JSON. */
import { COMMON } from './common-template.ts';

export const CERTIFICATE_TEMPLATE = `${COMMON}
#let points = data.points
#let ink = rgb(data.color)
#let margins = data.margins
#set page(
  flipped: true, header: none,
  margin: (x: margins.side * 1mm, top: margins.top * 1mm, bottom: margins.bottom * 1mm),
  background: image(bytes(data.picture), format: "svg", width: 100%, height: 100%),
)
#set par(justify: false, leading: single, spacing: single)
#set align(center)
#let put(words, size, above: 0pt, weight: "regular", style: "normal", fill: black, leading: single) = block(
  above: above, below: 0pt, width: 100%,
  { set text(size: size * 1pt, weight: weight, style: style, fill: fill); set par(leading: leading, spacing: leading); rich(words) },
)
#let rule(length) = block(above: 3pt, below: 0pt, line(length: length * 1mm, stroke: 0.75pt))

#let divider = block(above: 5pt, below: 0pt, {
  let arm = line(length: 34mm, stroke: 0.6pt + ink)
  box(baseline: -1.2mm, arm)
  h(2mm)
  box(rotate(45deg, square(size: 2mm, fill: ink)))
  h(2mm)
  box(baseline: -1.2mm, arm)
})

#show heading: it => block(above: 0pt, below: 0pt, width: 100%, text(size: points.title * 1pt, weight: "bold", fill: ink, tracking: 0.06em, it.body))

#let top-part = grid(columns: (1fr, 1fr),
  { if data.parent != none { put(data.parent, points.agency) }; put(data.agency, points.agency, weight: "bold"); rule(data.agencyRule) },
  { put(data.nation, points.nation, weight: "bold"); put(data.motto, points.motto, weight: "bold"); rule(data.mottoRule) },
)

#let middle-part = {
  heading(level: 1, lines-of(data.heading))
  divider
  if data.presentation != "" { put(data.presentation, points.presentation, above: 9pt, style: "italic") }
  put(data.name, points.name, above: 7pt, weight: "bold", fill: ink)
  if data.detail != none { put(data.detail, points.detail, above: 3pt, fill: rgb("#333333")) }
  block(above: 10pt, below: 0pt, width: data.reasonWidth * 1mm, {
    set text(size: points.reason * 1pt)
    set par(leading: leading-of(1.15), spacing: leading-of(1.15))
    rich(data.reason)
  })
}

#let foot-part = grid(columns: (1fr, 1fr),
  align(left + bottom, {
    if data.check != none { check(data.check, 10pt) }
    if data.number != none { block(above: 6pt, below: 0pt, text(size: sizes.number * 1pt, shown(data.number))) }
  }),
  {
    put(data.placeDate, points.placeDate, style: "italic")
    set text(size: sizes.signature * 1pt, weight: "bold")
    for each in data.signature.lines { block(above: single, below: 0pt, rich(each)) }
    room("0:signer", 4 * sizes.signature * 1.149pt)
    block(above: 0pt, below: 0pt, rich(data.signature.name))
  },
)

#corner("0:")
#top-part
#v(3fr)
#middle-part
#v(2fr)
#foot-part
`;
