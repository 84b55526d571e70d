import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVmkitError } from '../../shared/errors.ts';
import { append, attribute, child, children, element, isXmlText, parseXml, remove, render } from './index.ts';
import { scaledBytes, serializeXml, setAttribute, setText, text } from './index.ts';

function refusal(source: string): string {
  try {
    parseXml(source);
  } catch (error) {
    if (isVmkitError(error, 'xml.invalid')) return error.message;
    throw error;
  }
  return 'accepted';
}

const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const xmlText = anyText.filter(isXmlText);

describe('parsing XML from outside', () => {
  it.each([
    ['a document type', "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"],
    ['entities that multiply', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'],
    ['an entity nobody declared', '<a>&secret;</a>'],
    ['NUL', '<a>\0</a>'],
    ['a reference to NUL', '<a>&#0;</a>'],
    ['a reference to half a surrogate pair', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['half a surrogate pair', '<a>\ud800</a>'],
    ['an unclosed comment', '<a><!-- </a>'],
    ['an unclosed tag', "<a b='"],
    ['an unclosed element', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['an attribute twice', "<a b='1' b='2'/>"],
    ['nothing', ''],
    ['plain text', 'hello'],
  ])('refuses %s', (_what, source) => {
    expect(refusal(source)).not.toBe('accepted');
  });

  it('refuses a million nested elements before it builds any', () => {
    expect(refusal('<a>'.repeat(1_000_000))).toMatch(/nested deeper/);
  });

  it('refuses what is longer than libvirt can send', () => {
    expect(refusal(`<a>${'x'.repeat(4 * 1024 ** 2)}</a>`)).toMatch(/longer than 4 MiB/);
  });

  it('refuses another root than the one asked for', () => {
    expect(() => parseXml('<network/>', 'domain')).toThrow(/<domain> is needed/);
  });

  it('never fails with anything but xml.invalid', () => {
    const soup = fc.array(
      fc.constantFrom('<a', '<', '>', '/>', '</a>', "'", '"', '=', '<!--', '-->', ' b', '&'),
    );
    fc.assert(
      fc.property(soup, (parts) => void refusal(parts.join(''))),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(anyText, (source) => void refusal(`<a>${source}</a>`)),
      { numRuns: 1000 },
    );
  });
});

describe('building XML', () => {
  it('carries every text and attribute through, whatever they hold', () => {
    fc.assert(
      fc.property(xmlText, xmlText, (value, content) => {
        const { root } = parseXml(render(element('a', { b: value }, element('c', {}, content))));
        expect(attribute(root, '', 'b')).toBe(value);
        expect(child(root, 'c')?.textContent ?? '').toBe(content);
        expect(children(root).length).toBe(1);
      }),
    );
  });

  it('never lets a value become an element or an attribute', () => {
    fc.assert(
      fc.property(
        fc.constantFrom("'/><evil/>", '</a><evil/>', ']]><evil/>', "' x='1", '<!--', '&lt;evil/>'),
        (bad) => {
          const { root } = parseXml(render(element('a', { b: bad }, element('c', {}, bad))));
          expect([...root.attributes].map((one) => one.name)).toEqual(['b']);
          expect(root.getElementsByTagName('evil').length).toBe(0);
        },
      ),
    );
  });

  it('refuses names that are not names, and characters that XML cannot carry', () => {
    for (const name of ['a b', 'a>', '', '1a', 'a:b:c', 'a\n']) expect(() => element(name)).toThrow();
    expect(() => render(element('a', {}, '\0'))).toThrow(/cannot carry/);
    expect(() => render(element('a', { b: '\ud800' }))).toThrow(/cannot carry/);
  });
});

describe('editing XML', () => {
  const source = [
    "<?xml version='1.0'?>",
    '<!-- kept -->',
    "<domain type='kvm' xmlns:q='urn:q' xmlns:v='urn:v'>",
    '  <name>a &amp; b</name>',
    "  <metadata><v:x y='1 &lt; 2'/><![CDATA[<raw>]]></metadata>",
    "  <unknown q:z='&#10;'>mixed<b/>text&#13;</unknown>",
    '  <q:commandline/>',
    '</domain>',
  ].join('\n');

  it('gives back what it does not touch, character by character', () => {
    expect(serializeXml(parseXml(source))).toBe(source);
  });

  it('changes only what it was told to', () => {
    const xml = parseXml(source);
    setText(xml, 'name', 'c < d');
    setAttribute(xml, 'memory', 'unit', 'KiB');
    append(xml, 'devices', element('disk', { type: 'file' }));
    const again = parseXml(serializeXml(xml)).root;
    expect(text(again, 'name')).toBe('c < d');
    expect(attribute(again, 'devices/disk', 'type')).toBe('file');
    expect(attribute(again, 'unknown', 'q:z')).toBe('\n');
    expect(child(again, 'unknown')?.textContent).toBe('mixedtext\r');
  });

  it('removes an element with the white space before it', () => {
    const xml = parseXml('<a>\n  <b/>\n  <c/>\n</a>');
    const c = child(xml.root, 'c');
    if (c) remove(c);
    expect(serializeXml(xml)).toBe('<a>\n  <b/>\n</a>');
  });

  it('survives writing and reading again', () => {
    fc.assert(
      fc.property(xmlText, xmlText, (one, two) => {
        const xml = parseXml(render(element('a', { b: one }, element('c', {}, two), element('d'))));
        const written = serializeXml(xml);
        expect(serializeXml(parseXml(written))).toBe(written);
        expect(attribute(parseXml(written).root, '', 'b')).toBe(one);
      }),
    );
  });
});

describe('scaled integers', () => {
  it.each([
    ["<m unit='KiB'>2</m>", 2048],
    ['<m>2</m>', 2048],
    ["<m unit='bytes'>2</m>", 2],
    ["<m unit='b'>2</m>", 2],
    ["<m unit='KB'>2</m>", 2000],
    ["<m unit='G'>1</m>", 1024 ** 3],
    ["<m unit='MiB'>3</m>", 3 * 1024 ** 2],
  ])('reads %s', (source, bytes) => {
    expect(scaledBytes(parseXml(source).root, 'KiB')).toBe(bytes);
  });

  it('refuses what is no size', () => {
    expect(() => scaledBytes(parseXml("<m unit='furlong'>2</m>").root, 'KiB')).toThrow();
    expect(() => scaledBytes(parseXml('<m>-2</m>').root, 'KiB')).toThrow();
  });
});
