import PDFDocument from 'pdfkit';
import type { ReportDocument } from '../domain/report-document.js';
import type { Fonts } from './fonts.js';
import type { LaidOutPages } from './layout/lay-out.js';
import type { Destination, Mark, Rectangle } from './layout/marks.js';
import { type Colour, faces, page } from './layout/typography.js';

/** Draws laid-out pages. The stream ends after the last page; read it while it is written. */
export function paint(document: ReportDocument, pages: LaidOutPages, fonts: Fonts): PDFKit.PDFDocument {
  const pdf = openFile(document, fonts);
  const names = destinationNames(pages);
  const bookmarks = new Bookmarks(pdf);
  for (const marks of pages) {
    pdf.addPage();
    for (const mark of marks) paintMark(pdf, mark, names, bookmarks);
  }
  pdf.end();
  return pdf;
}

/** Nothing in the file comes from a clock, so that the same snapshot gives the same bytes. */
function openFile({ title, language, imprint }: ReportDocument, fonts: Fonts): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    font: '',
    info: {
      Title: title,
      Subject: imprint.footer,
      Keywords: imprint.keywords,
      Creator: 'Vigil',
      Producer: 'Vigil',
      CreationDate: new Date(imprint.createdAt),
    },
  });
  for (const face of faces) {
    pdf.registerFont(face, fonts.fileOf(face));
    pdf.font(face);
  }
  return pdf;
}

/** The format wants names in the order of their bytes: of one width and case they are, however they are sorted. */
function destinationNames(pages: LaidOutPages): ReadonlyMap<string, string> {
  const keys = pages.flatMap((marks) => marks.flatMap((mark) => (mark.kind === 'destination' ? [mark.key] : [])));
  return new Map(keys.map((key, index) => [key, `d${String(index + 1).padStart(6, '0')}`]));
}

function paintMark(
  pdf: PDFKit.PDFDocument,
  mark: Mark,
  names: ReadonlyMap<string, string>,
  bookmarks: Bookmarks,
): void {
  switch (mark.kind) {
    case 'text':
      pdf.font(mark.style.face).fontSize(mark.style.size).fillColor(mark.style.colour);
      pdf.text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic' });
      break;
    case 'link': {
      const name = names.get(mark.destination);
      if (name) pdf.goTo(mark.x, mark.y, mark.width, mark.height, name);
      break;
    }
    case 'destination':
      pdf.addNamedDestination(names.get(mark.key) ?? mark.key, 'XYZ', 0, mark.y, null);
      bookmarks.add(mark);
      break;
    default:
      paintShape(pdf, mark);
  }
}

type Shape = Exclude<Mark, { kind: 'text' | 'link' | 'destination' }>;

function paintShape(pdf: PDFKit.PDFDocument, shape: Shape): void {
  switch (shape.kind) {
    case 'rectangle':
      fillAndStroke(pdf.rect(shape.x, shape.y, shape.width, shape.height), shape);
      break;
    case 'polygon':
      fillAndStroke(pdf.polygon(...shape.points.map(([x, y]) => [x, y])), shape);
      break;
    case 'circle':
      fillAndStroke(pdf.circle(shape.x, shape.y, shape.radius), shape);
      break;
    case 'line':
      paintLine(pdf, shape);
      break;
    case 'hatch':
      paintHatch(pdf, shape, shape.colour);
      break;
  }
}

function fillAndStroke(
  shape: PDFKit.PDFDocument,
  { fill, stroke, lineWidth }: { readonly fill?: Colour; readonly stroke?: Colour; readonly lineWidth?: number },
): void {
  if (lineWidth !== undefined) shape.lineWidth(lineWidth);
  if (fill && stroke) shape.fillAndStroke(fill, stroke);
  else if (fill) shape.fill(fill);
  else if (stroke) shape.stroke(stroke);
}

function paintLine(pdf: PDFKit.PDFDocument, mark: Extract<Mark, { kind: 'line' }>): void {
  pdf.lineWidth(mark.lineWidth);
  if (mark.dash) pdf.dash(mark.dash, { space: mark.dash });
  pdf
    .moveTo(...mark.from)
    .lineTo(...mark.to)
    .stroke(mark.stroke);
  if (mark.dash) pdf.undash();
}

/** Diagonals three points apart, cut at the edges. */
function paintHatch(pdf: PDFKit.PDFDocument, { x, y, width, height }: Rectangle, colour: Colour): void {
  pdf.save().rect(x, y, width, height).clip();
  for (let start = x - height; start < x + width; start += 3) {
    pdf.moveTo(start, y + height).lineTo(start + height, y);
  }
  pdf.lineWidth(0.6).stroke(colour).restore();
}

/** The outline that a reader shows beside the pages: chapters with their sections. */
class Bookmarks {
  private chapter: PDFKit.PDFOutline;

  constructor(private readonly pdf: PDFKit.PDFDocument) {
    this.chapter = pdf.outline;
  }

  add({ title, depth, y }: Destination): void {
    if (depth === null) return;
    // pdfkit takes the left edge from the right one.
    const place = { expanded: false, left: page.width, top: y };
    if (depth === 0) this.chapter = this.pdf.outline.addItem(title, place);
    else this.chapter.addItem(title, place);
  }
}
