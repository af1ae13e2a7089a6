import { expect, it } from 'vitest';
import { rules } from './trusted-types.ts';

const { createHTML, createScriptURL } = rules('https://loja.example');

it('lets scripts of our own origin through, unchanged', () => {
  for (const address of ['/service-worker.js', 'https://loja.example/assets/decoder-1a.js', './worker.js?x=1'])
    expect(createScriptURL(address)).toBe(address);
});

it('refuses scripts from anywhere else', () => {
  for (const address of [
    'https://evil.example/x.js',
    '//evil.example/x.js',
    'data:text/javascript,1',
    'javascript:1',
    'blob:https://loja.example/1',
    'http://loja.example/x.js',
    'https://loja.example.evil.example/x.js',
    'https://user@evil.example',
  ])
    expect(() => createScriptURL(address), address).toThrow(TypeError);
});

it('refuses HTML, save the empty string', () => {
  expect(createHTML('')).toBe('');
  expect(() => createHTML('<b>')).toThrow(TypeError);
  expect(() => createHTML(' ')).toThrow(TypeError);
});
