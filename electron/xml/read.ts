import type { Element, Node } from '@xmldom/xmldom';

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

/** Child elements, all or those of one name, in order. */
export function children(parent: Element, name?: string): readonly Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (isElement(node) && (name === undefined || node.nodeName === name)) found.push(node);
  }
  return found;
}

/** The first element at a path of names such as `os/firmware`, or undefined. */
export function child(parent: Element, path: string): Element | undefined {
  let found: Element | undefined = parent;
  for (const name of path.split('/')) found = found && children(found, name)[0];
  return found;
}

/** All elements at a path: `all(domain, 'devices/disk')`. Only the last name may occur more than once. */
export function all(parent: Element, path: string): readonly Element[] {
  const slash = path.lastIndexOf('/');
  const holder = slash === -1 ? parent : child(parent, path.slice(0, slash));
  return holder ? children(holder, path.slice(slash + 1)) : [];
}

/** Text of the element at a path, trimmed; null where it is missing or empty. */
export function text(parent: Element, path: string): string | null {
  return child(parent, path)?.textContent?.trim() || null;
}

/** Attribute of the element at a path (`''`: of `parent` itself); null where it is missing. */
export function attribute(parent: Element, path: string, name: string): string | null {
  const element = path === '' ? parent : child(parent, path);
  return element?.hasAttribute(name) ? element.getAttribute(name) : null;
}
