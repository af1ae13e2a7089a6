// Where a component or hook asks the tablet for the instant while it is painted: the React Compiler keeps the answer, and a
// price stays on the screen past its end. Promise: what is found is one; inside an inner function of its own it may be missed.
import { parseSync } from 'vite';

interface SyntaxNode {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** A function given to one of these runs while the screen is painted. */
const runAtOnce = /^(?:map|flatMap|filter|find|findLast|some|every|sort|toSorted|reduce|forEach|from|useMemo)$/;
const componentOrHook = /^(?:use)?[A-Z]/;

export function paintedInstants(path: string, text: string): string[] {
  if (!/\.now\(\)/.test(text)) return [];
  const found: string[] = [];
  const walk = (node: SyntaxNode, above: readonly SyntaxNode[]): void => {
    const { start } = node as unknown as { start: number };
    if (isTabletNow(node) && isPainted(above)) found.push(`line ${text.slice(0, start).split('\n').length}`);
    for (const value of Object.values(node).flat()) if (isNode(value)) walk(value, [node, ...above]);
  };
  walk(parseSync(path, text).program as unknown as SyntaxNode, []);
  return found;
}

function isTabletNow({ type, callee }: SyntaxNode): boolean {
  if (type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return false;
  const { object, property } = callee;
  const isTablet =
    isNode(object) &&
    (object['name'] === 'tablet' || (isNode(object['callee']) && nameOf(object['callee']) === 'useTablet'));
  return isTablet && nameOf(property) === 'now';
}

/** `above`: what holds the call, from the inside out. */
function isPainted(above: readonly SyntaxNode[]): boolean {
  for (const [at, node] of above.entries()) {
    if (!/Function/.test(node.type)) continue;
    const holder = above[at + 1];
    if (holder?.type === 'CallExpression' && (holder['arguments'] as unknown[]).includes(node)) {
      const { callee } = holder;
      const name = isNode(callee) && callee.type === 'MemberExpression' ? nameOf(callee['property']) : nameOf(callee);
      if (runAtOnce.test(name)) continue;
      return false;
    }
    return componentOrHook.test(
      nameOf(node['id']) || (holder?.type === 'VariableDeclarator' ? nameOf(holder['id']) : ''),
    );
  }
  return false;
}

const nameOf = (node: unknown): string => (isNode(node) && typeof node['name'] === 'string' ? node['name'] : '');
