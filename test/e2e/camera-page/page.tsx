// The app's own camera hook in a component that comes and goes under StrictMode, as in development: every mount is two.
// Promise: it holds nothing but that; the test counts the tracks.
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useCamera } from '#app/use-camera.ts';

declare global {
  interface Window {
    /** What the last mounted camera says it does. */
    cameraState: string;
    show(open: boolean): void;
  }
}

const ignore = () => undefined;
const nobody = () => false;

function CameraBox() {
  const { state } = useCamera({ elementId: 'camera', isKnown: nobody, onRead: ignore });
  useEffect(() => {
    Object.assign(window, { cameraState: state.kind });
  }, [state]);
  return <div id="camera" style={{ width: 400, height: 300 }} />;
}

function Page() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    Object.assign(window, { show: setOpen });
  }, []);
  return open ? <CameraBox /> : null;
}

const root = document.getElementById('root');
if (!root) throw new Error('no root');
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
