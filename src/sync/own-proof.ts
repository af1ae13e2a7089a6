// A browser that is taken in anew is another device, with another key: what the old one has queued is signed by it before
// that, as for a file, and goes up under its own origin [PO3]. Promise: no act waits without a key that can vouch for it.
import type { DeviceId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { sign } from '#protocol/signature.ts';
import { wired } from './batch.ts';
import type { Records } from './records.ts';

/** `become` makes it the other device; `device` and `key` are those it had until then, undefined for its first time. */
export async function provingOwn(
  records: Records,
  device: DeviceId | undefined,
  key: CryptoKey | undefined,
  become: () => Promise<void>,
): Promise<void> {
  if (!device || !key) return become();
  await proveAll(records, device, key);
  await become();
  // And what was tapped in between.
  await proveAll(records, device, key);
}

/** Not only what waits: a restored server is offered the rest again [ST2]. */
async function proveAll(records: Records, device: DeviceId, key: CryptoKey): Promise<void> {
  const isBare = (record: ActionRecord): boolean => record.device === device && record.proof === undefined;
  for (;;) {
    await records.reload();
    const bare = records.all.get().filter(isBare);
    if (bare.length === 0) return;
    const proofs = new Map(
      await Promise.all(
        bare.map(async (record) => [record.id, { record, proof: await sign(wired(record, '', ''), key) }] as const),
      ),
    );
    await records.change([...proofs.keys()], (now) => {
      const signed = proofs.get(now.id);
      // A fork meanwhile gave it another number [SV0]: it is signed again.
      const isSame = signed && now.epoch === signed.record.epoch && now.originSeq === signed.record.originSeq;
      return isSame && isBare(now) ? { proof: signed.proof } : null;
    });
  }
}
