// Colours, density and type: Ant Design's own habits with our palette on top; light and dark follow the system.
import { type ThemeConfig, theme } from 'antd';
import { useSyncExternalStore } from 'react';

const fonts =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** Grey and one accent (jade), so that red, orange, yellow and blue belong to the levels alone. */
const light = {
  colorPrimary: '#0b6e5f',
  colorInfo: '#0b6e5f',
  colorLink: '#0b6e5f',
  colorSuccess: '#0b6e5f',
  // Made from so dark a jade these would be a grey on which no link can be read.
  colorPrimaryBg: '#e6f2ef',
  colorPrimaryBgHover: '#d5e9e4',
  colorPrimaryBorder: '#a3cfc5',
  colorPrimaryBorderHover: '#7bb8aa',
  colorInfoBg: '#e6f2ef',
  colorInfoBorder: '#a3cfc5',
  colorSuccessBg: '#e6f2ef',
  colorSuccessBorder: '#a3cfc5',
  colorError: '#b3261e',
  colorWarning: '#9a5b00',
  colorWarningBg: '#fff6df',
  colorWarningBorder: '#e3c06a',
  colorErrorBg: '#fdeeec',
  colorErrorBorder: '#eba9a3',
  colorTextSecondary: 'rgba(0,0,0,0.68)',
  colorTextTertiary: 'rgba(0,0,0,0.6)',
  colorTextDescription: 'rgba(0,0,0,0.65)',
  colorTextPlaceholder: 'rgba(0,0,0,0.58)',
  colorTextDisabled: 'rgba(0,0,0,0.5)',
  colorBgLayout: '#f4f5f5',
};
const dark = {
  colorPrimary: '#149980',
  colorInfo: '#3fc1a8',
  colorLink: '#4cc9b0',
  colorSuccess: '#3fc1a8',
  colorError: '#ff7b72',
  colorWarning: '#e3a33b',
  colorTextSecondary: 'rgba(255,255,255,0.75)',
  colorTextTertiary: 'rgba(255,255,255,0.65)',
  colorTextDescription: 'rgba(255,255,255,0.68)',
  colorTextPlaceholder: 'rgba(255,255,255,0.6)',
  colorTextDisabled: 'rgba(255,255,255,0.5)',
  colorBgLayout: '#101213',
};

const wantsDark = () => window.matchMedia('(prefers-color-scheme: dark)');
function subscribe(listener: () => void): () => void {
  const query = wantsDark();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
export const useDark = (): boolean => useSyncExternalStore(subscribe, () => wantsDark().matches);

export function themeFor(isDark: boolean): ThemeConfig {
  return {
    algorithm: [isDark ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
    token: {
      ...(isDark ? dark : light),
      fontFamily: fonts,
      fontSize: 14,
      borderRadius: 4,
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 8 },
      // In the dark a pressed or pointed-at button would turn too bright for its white words.
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        ...(isDark && { colorPrimaryHover: '#0e7462', colorPrimaryActive: '#0c6455' }),
      },
    },
  };
}

/** Colours of the charts, told apart in grey as well; `--level-*` and the rest stand in style.css. */
export const chartColours = [
  '#0b6e5f',
  '#7c6bb1',
  '#c08a2d',
  '#3d7ab8',
  '#a8577e',
  '#6b8e3d',
  '#8a6d5c',
  '#4f9c9c',
  '#b0705a',
  '#6b7785',
] as const;
