// The order of test files where nothing is known of them yet, as in a fresh clone: the long ones first, so that at the end
// no worker has minutes of work left while the other has none.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By their seconds on two cores, the longest first; the rest follows as Vitest has it. */
const long = [
  'test/e2e/left-behind.test.ts',
  'test/e2e/camera.test.ts',
  'test/e2e/storage.test.ts',
  'test/e2e/versions.test.ts',
  'test/e2e/shopper-access.test.ts',
  'test/e2e/accessibility.test.ts',
  'test/e2e/camera-life.test.ts',
  'test/e2e/readers.test.ts',
  'test/e2e/compare.test.ts',
  'test/e2e/shopper.test.ts',
  'test/e2e/faults-restore.test.ts',
  'test/e2e/desk.test.ts',
  'test/contract/routes.test.ts',
  'src/server/hanging-database.test.ts',
  'src/server/start.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((name) => moduleId.endsWith(`/${name}`));
  return place < 0 ? long.length : place;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
