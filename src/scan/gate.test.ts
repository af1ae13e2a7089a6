import { describe, expect, it } from 'vitest';
import { makeGate, type GateFrame } from './gate.ts';
import type { RawRead } from './zxing-reader.ts';

const boot: RawRead = {
  text: '7891000100103',
  symbology: 'EAN13',
  aim: ']E0',
  lines: 20,
  corners: [10, 10, 110, 10, 110, 60, 10, 60],
};
const cup: RawRead = {
  text: '9521234567899',
  symbology: 'EAN13',
  aim: ']E0',
  lines: 20,
  corners: [600, 340, 700, 340, 700, 380, 600, 380],
};
const small: RawRead = { text: '96385074', symbology: 'EAN8', aim: ']E4', lines: 20, corners: [] };
const at = (atMs: number, ...reads: RawRead[]): GateFrame => ({ reads, width: 1280, height: 720, atMs });

describe('the gate between frames and events', () => {
  it('lets a sure code through at its first frame and only once while it is in view', () => {
    const gate = makeGate();
    expect(gate.pass(at(0, boot))).toBe(boot);
    for (let frame = 1; frame < 100; frame++) expect(gate.pass(at(frame * 50, boot))).toBeUndefined();
  });

  it('lets it through again after it has left the view', () => {
    const gate = makeGate({ leftAfterMs: 900 });
    gate.pass(at(0, boot));
    expect(gate.pass(at(800, boot))).toBeUndefined();
    expect(gate.pass(at(1800, boot))).toBe(boot);
  });

  it('asks a weak symbology for two equal reads', () => {
    const gate = makeGate();
    expect(gate.pass(at(0, small))).toBeUndefined();
    expect(gate.pass(at(60, small))).toBe(small);
  });

  it('asks the same of an EAN-13 that only three lines agreed on, when it is a product here', () => {
    const faint = { ...boot, lines: 3 };
    const gate = makeGate({ isKnown: () => true });
    expect(gate.pass(at(0, faint))).toBeUndefined();
    expect(gate.pass(at(60, faint))).toBe(faint);
  });

  it('lets a sure look come before a doubtful number of no product here', () => {
    const misread = { ...boot, text: '8572731776476', lines: 2 };
    const gate = makeGate();
    for (let frame = 0; frame < 20; frame++) expect(gate.pass(at(frame * 60, misread))).toBeUndefined();
    expect(gate.pass(at(1200, boot))).toBe(boot);
  });

  it('says a doubtful number in the end, when nothing else is seen for long', () => {
    const faint = { ...boot, lines: 3 };
    const gate = makeGate();
    const events = Array.from({ length: 40 }, (_, frame) => gate.pass(at(frame * 60, faint)));
    expect(events.filter((event) => event !== undefined)).toEqual([faint]);
  });

  it('does not take two reads far apart for agreement', () => {
    const gate = makeGate({ agreeWithinMs: 1500 });
    expect(gate.pass(at(0, small))).toBeUndefined();
    expect(gate.pass(at(2000, small))).toBeUndefined();
    expect(gate.pass(at(2060, small))).toBe(small);
  });

  it('never lets a number with a wrong check digit through', () => {
    const gate = makeGate();
    const wrong = { ...boot, text: '7891000100104' };
    for (let frame = 0; frame < 10; frame++) expect(gate.pass(at(frame * 50, wrong))).toBeUndefined();
  });

  it('takes a product of the catalogue before a stranger that is nearer to the middle', () => {
    const gate = makeGate({ isKnown: (gtin14) => gtin14 === '07891000100103' });
    expect(gate.pass(at(0, cup, boot))).toBe(boot);
  });

  it('takes the nearer to the middle when both are known, and leaves the other alone', () => {
    const gate = makeGate({ isKnown: () => true });
    expect(gate.pass(at(0, boot, cup))).toBe(cup);
    expect(gate.pass(at(50, boot, cup))).toBeUndefined();
  });

  it('counts an EAN-13 and the QR beside it as one showing of one product', () => {
    const gate = makeGate();
    const link: RawRead = {
      text: 'https://id.example.com/01/07891000100103',
      symbology: 'QRCode',
      aim: ']Q1',
      lines: 0,
      corners: [],
    };
    expect(gate.pass(at(0, boot))).toBe(boot);
    expect(gate.pass(at(50, link))).toBeUndefined();
  });
});

describe('a shelf that was looked at as a whole', () => {
  it('opens nothing by itself as long as any of its tags is in view, though others come and go', () => {
    const gate = makeGate({ leftAfterMs: 900 });
    gate.hold(at(0, boot, cup));
    expect([500, 1300, 2100].map((ms) => gate.pass(at(ms, boot)))).toEqual([undefined, undefined, undefined]);
    expect(gate.pass(at(2200, cup))).toBeUndefined();
    gate.pass(at(3200));
    expect(gate.pass(at(3300, cup))).toBe(cup);
  });

  it('lets another tag through at once, and its own when they are asked for one by one', () => {
    const gate = makeGate();
    gate.hold(at(0, boot));
    expect(gate.pass(at(50, boot, cup))).toBe(cup);
    gate.release();
    expect(gate.pass(at(100, boot))).toBe(boot);
  });
});
