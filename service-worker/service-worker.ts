// What a tablet keeps when its page is closed: the app shell, the pictures it has seen, and what it owes the server.
// Promise: a deep link opens with no network, and a new version never takes over under an open task.
import { browserPorts } from '#sync/browser-ports.ts';

import { answerNavigationsFromShell, keepPictures, precacheShell } from './caching.ts';
import { workerDatabases } from './databases.ts';
import { sendWhatWaits } from './sending.ts';
import { claimPagesOnFirstInstall, waitForThePagesWord } from './updating.ts';
import { wakeOnBackgroundSync } from './waking.ts';
import { buildName } from './worker-scope.ts';

precacheShell(self.__WB_MANIFEST);
answerNavigationsFromShell();
keepPictures();
waitForThePagesWord();
claimPagesOnFirstInstall();
wakeOnBackgroundSync(() => sendWhatWaits(browserPorts(buildName, workerDatabases)));
