// What the HTTP side is told about this start.
import type { Tls } from './lan/leaf.ts';
import type { Smtp } from './mail/mailer.ts';

export type ServerConfig = {
  /** The one address, without a slash at the end. */
  origin: string;
  /** Other host names of this machine: requests to them are led to `origin`. */
  otherNames: ReadonlySet<string>;
  dataDir: string;
  /** The built web app. */
  webFolder: string;
  tls: Tls | undefined;
  /** Where mails go out; undefined: the demo shop keeps its own, other shops send none. */
  smtp?: Smtp | undefined;
};
