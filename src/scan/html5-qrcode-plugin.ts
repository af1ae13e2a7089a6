// For the build: keeps html5-qrcode's camera and leaves its decoder (zxing-js, 90 kB gzip) out of the bundle.
// Promise: with it, `Html5Qrcode` owns the camera's life cycle and nothing else.

/** The part of Vite's plugin that is used, so that this folder needs no types of Node. */
type Plugin = {
  name: string;
  enforce: 'pre';
  config(): { optimizeDeps: { exclude: string[] } };
  resolveId(source: string, importer: string | undefined): string | undefined;
};

/** `decoderFile`: absolute path of html5-qrcode-decoder.ts. */
export function html5QrcodeCameraOnly(decoderFile: string): Plugin {
  return {
    name: 'html5-qrcode-camera-only',
    enforce: 'pre',
    // Bundled ahead by the dev server the module could not be swapped any more.
    config: () => ({ optimizeDeps: { exclude: ['html5-qrcode'] } }),
    resolveId: (source, importer) =>
      source.endsWith('/zxing-html5-qrcode-decoder') && importer?.includes('html5-qrcode') ? decoderFile : undefined,
  };
}
