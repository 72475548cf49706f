import { sampleFiles } from '../testing/sample-files.js';

/** Tells that it ran, in any of the languages that a browser may take a file for. */
const RUN = "console.log('RAN')";
const SCRIPT = `<script>${RUN}</script>`;

const after = (bytes: Uint8Array, text: string): Buffer => Buffer.concat([bytes, Buffer.from(text)]);

/** Files that are taken, and that someone hopes a browser will run. */
export const suspectFiles: Readonly<Record<string, Buffer>> = {
  'a picture with a page behind it.png': after(sampleFiles.png, SCRIPT),
  'a photo with a page behind it.jpg': after(sampleFiles.jpeg, SCRIPT),
  'a picture that is a script.gif': Buffer.from(`GIF89a=1;/*\u0001\u0000*/${RUN}`),
  'a picture that is text and a script.gif': Buffer.from(`GIF89a=1;${RUN}`),
  'a picture with a page behind it.webp': after(sampleFiles.webp, SCRIPT),
  'a document with a script.pdf': Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(${RUN})>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  ),
  'a document with a page in it.pdf': after(sampleFiles.pdf, SCRIPT),
  'an archive with a page behind it.zip': after(sampleFiles.zip, SCRIPT),
  'a song with a page in its title.mp3': after(sampleFiles.mp3, SCRIPT),
  'a film with a page behind it.mp4': after(sampleFiles.mp4, SCRIPT),
  'a page behind a word.html': Buffer.from(`hello ${SCRIPT}`),
  'a page of a tag that is not guessed.htm': Buffer.from(`<center>${SCRIPT}</center>`),
  'a page in another encoding.html': Buffer.from("+ADw-script+AD4-console.log('RAN')+ADw-/script+AD4-"),
  'a script.js': Buffer.from(RUN),
  'a module.mjs': Buffer.from(`export default 1;\n${RUN}`),
  'a style.css': Buffer.from(`body { background: url("javascript:${RUN}") }`),
  'data.json': Buffer.from(`{"__proto__": "${SCRIPT}"}`),
  'a mail archive.mhtml': Buffer.from(
    `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n${SCRIPT}\n--b--\n`,
  ),
  'a cache manifest.appcache': Buffer.from('CACHE MANIFEST\nFALLBACK:\n/ /api/files/x\n'),
  'a stylesheet of transformations.xsl': Buffer.from(`xsl:${SCRIPT}`),
};

/** Files that are no plain text, as a browser might make a page of them: refused. */
export const pages: Readonly<Record<string, Buffer>> = {
  'a page.txt': Buffer.from(`<!doctype html>${SCRIPT}`),
  'a page after white space.txt': Buffer.from(`\n\n ${SCRIPT}`),
  'a picture of vectors.svg': Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`),
  'a page in XML.xhtml': Buffer.from(
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`,
  ),
  'a page in UTF-16.txt': Buffer.from(`\uFEFF<html>${SCRIPT}</html>`, 'utf16le'),
};
