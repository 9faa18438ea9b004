import { lazy, Suspense } from 'react';

/** A bundle of its own: nobody who answers customers loads it. */
const Gallery = lazy(() => import('./gallery.js').then(({ Gallery }) => ({ default: Gallery })));

export const GalleryScreen = () => (
  <Suspense fallback={null}>
    <Gallery />
  </Suspense>
);
