import { describe, expect, it } from '@jest/globals';
import { sampleFiles } from '../testing/sample-files.js';
import { detectType, HEAD_BYTES } from './detect-type.js';

const text = (content: string): Promise<unknown> => detectType(Buffer.from(content));

describe('the type of a file', () => {
  it.each(Object.entries(sampleFiles))('is %s by the content alone', async (type, bytes) => {
    expect(await detectType(bytes)).toBe(type);
  });

  it.each([
    ['a note that begins like a bitmap', 'BM 17: buy milk'],
    ['a note that begins like a program', 'MZ is a rapper'],
    ['a note that begins like music', 'ID3 tags are old'],
    ['a script for a shell', '#!/bin/sh\necho hello\n'],
    ['a table', 'a;b\r\n1;2\r\n'],
    ['rich text', '{\\rtf1 hello}'],
    ['less than', 'a < b and <3'],
    ['one character', 'x'],
    ['a byte order mark', '\uFEFFhello'],
    ['a form feed', 'page 1\fpage 2'],
  ])('is text for %s', async (_, content) => {
    expect(await text(content)).toBe('text');
  });

  it.each([
    ['a page', '<!DOCTYPE html><title>x</title>'],
    ['a page after white space', '\uFEFF \r\n\t<HTML>'],
    ['a script', '<script>alert(1)</script>'],
    ['a picture of vectors', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['XML', '<?xml version="1.0"?><svg/>'],
    ['a comment', '<!-- --><script>alert(1)</script>'],
    ['a link', '<a href="javascript:alert(1)">x</a>'],
  ])('is none that is taken for %s', async (_, content) => {
    expect(await text(content)).toBeUndefined();
  });

  it.each([
    ['NUL', 'a\0b'],
    ['an escape', '\u001b[31mred'],
    ['DEL', 'a\u007f'],
    ['a control character beyond ASCII', 'a\u0085b'],
  ])('is none that is taken for text with %s', async (_, content) => {
    expect(await text(content)).toBeUndefined();
  });

  it.each([
    ['a program for Windows', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['a program for Linux', Buffer.from('7f454c4602010100000000000000000002003e00', 'hex')],
    ['a bitmap', Buffer.from('424d4600000000000000360000002800', 'hex')],
    ['Latin-1', Buffer.from('café', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFhello', 'utf16le')],
    ['MPEG audio of layer 2', Buffer.from([0xff, 0xfd, 0x90, 0x64, ...Array<number>(600).fill(0)])],
    ['a video of another container', Buffer.from('000000146674797071742020000000007174202000000008', 'hex')],
    ['nothing', Buffer.alloc(0)],
  ])('is none that is taken for %s', async (name, bytes) => {
    expect(await detectType(bytes)).toBe(name === 'nothing' ? 'text' : undefined);
  });

  it('is PNG by its signature, however much comes before the picture', async () => {
    const signature = sampleFiles.png.subarray(0, 8);
    expect(await detectType(Buffer.concat([signature, Buffer.alloc(HEAD_BYTES)]).subarray(0, HEAD_BYTES))).toBe('png');
  });

  it('is MP3 by its tag, however large the picture in it is, but not for another sound behind one', async () => {
    const tag = (...size: number[]) => Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, ...size]);
    expect(await detectType(Buffer.concat([tag(0, 1, 0, 0), Buffer.alloc(HEAD_BYTES)]))).toBe('mp3');
    expect(await detectType(Buffer.concat([tag(0, 0, 0, 0), Buffer.alloc(100)]))).toBe('mp3');
    expect(await detectType(Buffer.concat([tag(0, 0, 0, 0), Buffer.from('fLaC'), Buffer.alloc(100)]))).toBeUndefined();
  });

  it('is ZIP for the formats that are archives inside', async () => {
    const header = Buffer.from('504b030414000000080000000000', 'hex');
    const name = Buffer.from('[Content_Types].xml');
    expect(await detectType(Buffer.concat([header, Buffer.alloc(16), name, Buffer.alloc(100)]))).toBe('zip');
  });

  it('may be cut within a character at the end of the head, not at the end of a file', async () => {
    const long = Buffer.from('é'.repeat(HEAD_BYTES));
    expect(await detectType(Buffer.concat([Buffer.from('x'), long]).subarray(0, HEAD_BYTES))).toBe('text');
    expect(await detectType(Buffer.from('café').subarray(0, 4))).toBeUndefined();
  });

  it.each([
    ['PNG', sampleFiles.png],
    ['JPEG', sampleFiles.jpeg],
    ['GIF', sampleFiles.gif],
  ])('is %s also with a page behind it, as it is never shown as one', async (_, bytes) => {
    expect(await detectType(Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')]))).toBeDefined();
  });
});
