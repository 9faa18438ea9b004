import type { ReactNode } from 'react';
import style from './gallery.module.css';

/** One kind of thing, under its name. */
export const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={style['part']}>
    <h2>{title}</h2>
    {children}
  </section>
);
