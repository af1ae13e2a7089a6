// What a tablet keeps when its page is closed: the app shell, the pictures it has seen, and the duty to wake.
// Promise: a deep link opens with no network, and a new version never takes over under an open task.
import { answerNavigationsFromShell, keepPictures, precacheShell } from './caching.ts';
import { claimPagesOnFirstInstall, waitForThePagesWord } from './updating.ts';
import { wakeOnBackgroundSync } from './waking.ts';

precacheShell(self.__WB_MANIFEST);
answerNavigationsFromShell();
keepPictures();
waitForThePagesWord();
claimPagesOnFirstInstall();
wakeOnBackgroundSync();
