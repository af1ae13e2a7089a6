import { expect, it } from 'vitest';
import { claimCodeInQr, claimCodeShown, claimQrText } from './claim-qr.ts';

it('reads back the code that it wrote [AR2]', () => {
  expect(claimCodeInQr(claimQrText('7F3K9T4B'))).toBe('7F3K9T4B');
});

it('takes no other text for a code', () => {
  for (const raw of [
    '7F3K9T4B',
    'GONDOLA-',
    'GONDOLA-7F3K',
    'https://loja.example/GONDOLA-7F3K9T4B',
    'GONDOLA-7F3K9T4U!',
  ])
    expect(claimCodeInQr(raw), raw).toBeNull();
});

it('shows it in two groups', () => {
  expect(claimCodeShown('7F3K9T4B')).toBe('7F3K\u00a09T4B');
});
