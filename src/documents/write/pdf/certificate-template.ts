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

#let named(width) = context {
  let asked = measure(text(size: points.name * 1pt, weight: "bold", lines-of(data.name))).width
  let size = calc.max(points.smallestName, calc.min(points.name, points.name * (width / asked)))
  put(data.name, size, above: 7pt, weight: "bold", fill: ink)
}

#show heading: it => block(above: 0pt, below: 0pt, width: 100%, text(size: points.title * 1pt, weight: "bold", fill: ink, tracking: 0.06em, it.body))

#let top-part = grid(columns: (1fr, 1fr),
  { if data.parent != none { put(data.parent, points.agency) }; put(data.agency, points.agency, weight: "bold"); rule(data.agencyRule) },
  { put(data.nation, points.nation, weight: "bold"); put(data.motto, points.motto, weight: "bold"); rule(data.mottoRule) },
)

// The words shrink together when a long reason would not leave room for the signature.
#let middle-part(width, scale) = {
  heading(level: 1, lines-of(data.heading))
  divider
  if data.presentation != "" { put(data.presentation, points.presentation * scale, above: 9pt, style: "italic") }
  named(width)
  if data.detail != none { put(data.detail, points.detail * scale, above: 3pt, fill: rgb("#333333")) }
  block(above: 10pt, below: 0pt, width: 86%, {
    set text(size: points.reason * scale * 1pt)
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
#layout(size => {
  let used = measure(width: size.width, top-part).height + measure(width: size.width, foot-part).height
  let fits(scale) = used + measure(width: size.width, middle-part(size.width, scale)).height < size.height
  let scale = (1, 0.9, 0.8, 0.7, 0.6, 0.5).find(fits)
  top-part
  v(3fr)
  middle-part(size.width, if scale == none { 0.5 } else { scale })
  v(2fr)
  foot-part
})
`;
