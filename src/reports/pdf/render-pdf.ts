import { buffer } from 'node:stream/consumers';
import type { ReportDocument } from '../domain/report-document.js';
import { reportFonts } from './fonts.js';
import { layOut } from './layout/lay-out.js';
import { paint } from './paint.js';

/**
 * A report as a PDF: the same document always gives the same bytes.
 * Throws `MissingGlyph` when a text holds a character that the fonts cannot show.
 */
export async function renderPdf(document: ReportDocument): Promise<Buffer> {
  return buffer(paint(document, layOut(document, reportFonts), reportFonts));
}
