// The name of this build, told to the server with every request; set by the build, 'dev' while developing.
declare const __GONDOLA_BUILD__: string | undefined;

export const build: string = typeof __GONDOLA_BUILD__ === 'string' ? __GONDOLA_BUILD__ : 'dev';
