"use client";

import { Suspense, useState, type ComponentType, type LazyExoticComponent, type ReactElement } from "react";

type OpenedMenu<Props> = LazyExoticComponent<ComponentType<Props & { trigger: ReactElement }>>;

type LazyMenuProps<Props> = {
  /** Draws the menu, open from the start, around the trigger it is given. */
  menu: OpenedMenu<Props>;
  menuProps: Props;
  preload: () => unknown;
  className: string;
  children: React.ReactNode;
};

/**
 * A menu button whose menu is fetched when someone reaches for it. Menus carry 25 KB of positioning code that no page
 * needs in order to be read.
 */
export function LazyMenu<Props extends object>(props: LazyMenuProps<Props>) {
  const { menu: Menu, menuProps, preload, className, children } = props;
  const [isWanted, setIsWanted] = useState(false);
  const trigger = (
    <button
      type="button"
      aria-haspopup="menu"
      className={className}
      onPointerEnter={preload}
      onFocus={preload}
      {...(!isWanted && {
        "aria-expanded": false,
        onClick: () => {
          setIsWanted(true);
        },
      })}
    >
      {children}
    </button>
  );
  if (!isWanted) return trigger;
  return (
    <Suspense fallback={trigger}>
      <Menu {...menuProps} trigger={trigger} />
    </Suspense>
  );
}
