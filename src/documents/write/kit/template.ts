/** A poster in Typst: a picture over the whole sheet, words set as large as their boxes let them be, a code. Fixed text, fed with JSON. */

export const KIT_TEMPLATE = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author, date: datetime(year: data.date.at(0), month: data.date.at(1), day: data.date.at(2)))
#set page(width: data.width * 1mm, height: data.height * 1mm, margin: 0mm)
#set text(font: "Be Vietnam Pro", fallback: false, lang: data.lang, hyphenate: false, overhang: false, top-edge: 0.93em, bottom-edge: -0.2em)
#set par(justify: false, linebreaks: "optimized")
#show heading: it => it.body

// Where a long word may be broken a space too small to see.
#let shown(words) = if words.contains("\\u{200b}") { words.split("\\u{200b}").join(h(0.001pt)) } else { words }
#let lines-of(words) = words.split("\\n").map(shown).join(linebreak())

#let set-in(it, size, width) = block(width: width, above: 0pt, below: 0pt, {
  set text(size: size, weight: it.weight, fill: rgb(it.colour))
  set par(leading: if it.role == "headline" { 0.06em } else { 0.2em }, spacing: 0.2em)
  set align(if it.across == "center" { center } else { left })
  let words = lines-of(it.words)
  if it.role == "headline" { heading(level: 1, words) } else { words }
})

// As large as fits; then as narrow as the same number of lines allows, so that the lines are about as long as each other.
#let fitted(it) = context {
  let (room, most) = (it.width * 1mm, it.height * 1mm)
  let pieces = it.words.split(regex("[ \\n]")).filter(piece => piece != "" and not piece.contains("\\u{200b}"))
  let widest(size) = calc.max(0pt, ..pieces.map(piece => measure(text(size: size, weight: it.weight, piece)).width))
  let fits(size) = widest(size) <= room and measure(set-in(it, size, room)).height <= most
  // Halving: a step costs a layout.
  let (low, high) = (0, 40)
  while low < high {
    let middle = calc.floor((low + high) / 2)
    if fits(it.size * 1pt * calc.pow(0.955, middle)) { high = middle } else { low = middle + 1 }
  }
  let size = it.size * 1pt * calc.pow(0.955, high)
  let tall = measure(set-in(it, size, room)).height
  let floor = calc.max(widest(size) / 1pt, room / 1pt * 0.5) * 1pt
  (low, high) = (0, 23)
  while low < high {
    let middle = calc.ceil((low + high) / 2)
    let width = room * calc.pow(0.97, middle)
    if width >= floor and measure(set-in(it, size, width)).height <= tall + 0.01pt { low = middle } else { high = middle - 1 }
  }
  let width = room * calc.pow(0.97, low)
  set-in(it, size, width)
}

// A hair larger than the sheet: no white seam at its edge.
#place(top + left, dx: -0.4mm, dy: -0.4mm, pdf.artifact(image(bytes(data.picture), format: "svg", width: (data.width + 0.8) * 1mm, height: (data.height + 0.8) * 1mm, fit: "stretch")))
#for it in data.texts {
  if it.words != "" {
    place(top + left, dx: it.x * 1mm, dy: it.y * 1mm, block(width: it.width * 1mm, height: it.height * 1mm, above: 0pt, below: 0pt,
      align((if it.across == "center" { center } else { left }) + (if it.down == "bottom" { bottom } else if it.down == "horizon" { horizon } else { top }), fitted(it))))
  }
}
#if data.code != none {
  let pad = data.code.side * 0.07 * 1mm
  place(top + left, dx: data.code.x * 1mm, dy: data.code.y * 1mm, block(width: data.code.side * 1mm, height: data.code.side * 1mm, fill: white, radius: data.code.side * 0.06 * 1mm, inset: pad,
    image(bytes(data.code.picture), format: "svg", width: 100%, height: 100%, alt: data.code.alt)))
}
`;
