import type { UnifiedThemeOptions } from '@backstage/theme';
import { fonts, type ModeTokens, shape } from './tokens';

const bordered = (t: ModeTokens) => ({
  border: `1px solid ${t.border}`,
  borderRadius: shape.radius,
  boxShadow: 'none',
});

function controls(t: ModeTokens): NonNullable<UnifiedThemeOptions['components']> {
  return {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    // Backstage's tables put a draggable button inside the sorting button.
    MuiTableSortLabel: { defaultProps: { role: 'group' } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          textTransform: 'none',
          letterSpacing: 0,
          fontWeight: 500,
          fontSize: 13,
          lineHeight: '20px',
          padding: '5px 12px',
          borderRadius: shape.radius,
          boxShadow: 'none',
        },
        contained: { boxShadow: 'none', '&:hover': { boxShadow: 'none' } },
        outlined: { padding: '4px 12px', borderColor: t.strongBorder },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          textTransform: 'none',
          letterSpacing: 0,
          minWidth: '0 !important',
          fontSize: '13px !important',
          fontWeight: 500,
          color: t.secondary,
          '&:hover': { color: t.text, background: 'transparent' },
        },
      },
    },
    MuiChip: {
      styleOverrides: {
        root: {
          height: 22,
          borderRadius: 4,
          backgroundColor: t.hover,
          color: t.text,
          fontSize: 12,
        },
        label: { fontSize: 12, lineHeight: '20px', fontWeight: 400, padding: '0 8px' },
        outlined: { backgroundColor: 'transparent', borderColor: t.border },
      },
    },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          borderRadius: shape.radius,
          backgroundColor: t.surface,
          '& fieldset': { borderColor: t.strongBorder },
        },
      },
    },
    MuiTypography: {
      styleOverrides: {
        body1: { fontSize: 13 },
        body2: { fontSize: 13 },
        button: { fontSize: 13, textTransform: 'none' },
      },
    },
    MuiListItemText: { styleOverrides: { primary: { fontSize: 13 } } },
    MuiInputBase: { styleOverrides: { root: { fontSize: 13 } } },
    MuiTooltip: {
      styleOverrides: {
        tooltip: {
          fontSize: 12,
          backgroundColor: t.mode === 'light' ? t.text : t.pressed,
          color: t.mode === 'light' ? '#FFFFFF' : t.text,
        },
      },
    },
    MuiCssBaseline: {
      styleOverrides: { body: { fontSize: 13, lineHeight: 1.5, backgroundColor: t.page } },
    },
  };
}

function surfaces(t: ModeTokens): NonNullable<UnifiedThemeOptions['components']> {
  return {
    MuiPaper: {
      styleOverrides: {
        root: { backgroundImage: 'none' },
        rounded: { borderRadius: shape.radius },
        elevation1: bordered(t),
        elevation2: bordered(t),
        elevation4: bordered(t),
        elevation8: {
          ...bordered(t),
          boxShadow: '0 4px 16px rgb(0 0 0 / 14%)',
          backgroundColor: t.raised,
        },
      },
    },
    MuiCard: { styleOverrides: { root: bordered(t) } },
    MuiCardHeader: { styleOverrides: { root: { padding: '12px 16px' } } },
    MuiCardContent: { styleOverrides: { root: { padding: 16 } } },
    MuiAccordion: {
      styleOverrides: { root: { boxShadow: 'none', border: `1px solid ${t.border}` } },
    },
    MuiTableRow: {
      styleOverrides: {
        root: {
          '&:nth-of-type(odd)': { backgroundColor: 'transparent' },
          '&:hover': { backgroundColor: t.sunken },
        },
        head: { '&:nth-of-type(odd)': { backgroundColor: 'transparent' } },
      },
    },
    MuiTableCell: {
      styleOverrides: {
        root: {
          padding: '6px 12px',
          fontSize: 13,
          lineHeight: '20px',
          borderBottom: `1px solid ${t.border}`,
        },
        sizeSmall: { padding: '4px 12px' },
        head: { fontSize: 12, fontWeight: 500, color: t.secondary },
      },
    },
  };
}

/** Parts of Backstage's older core components, which carry their own style names. */
function backstageParts(t: ModeTokens): Record<string, { styleOverrides: object }> {
  return {
    BackstageHeader: {
      styleOverrides: {
        header: {
          backgroundImage: 'none',
          backgroundColor: t.surface,
          boxShadow: 'none',
          borderBottom: `1px solid ${t.border}`,
          padding: '12px 24px',
        },
        title: { color: t.text, fontSize: 18, fontWeight: 600 },
        subtitle: { color: t.secondary },
        type: { color: t.secondary, textTransform: 'none', fontSize: 12 },
        breadcrumbType: { color: t.secondary },
        breadcrumbTitle: { color: t.secondary },
      },
    },
    BackstageHeaderLabel: {
      styleOverrides: { label: { color: t.secondary }, value: { color: t.text } },
    },
    BackstageHeaderTabs: {
      styleOverrides: {
        tabsWrapper: {
          paddingLeft: 12,
          backgroundColor: t.surface,
          borderBottom: `1px solid ${t.border}`,
        },
        defaultTab: { textTransform: 'none', fontWeight: 500, padding: '10px 12px', fontSize: 13 },
      },
    },
    BackstageContent: { styleOverrides: { root: { paddingTop: 16 } } },
    BackstageInfoCard: { styleOverrides: { header: { padding: '12px 16px' } } },
    BackstageTableHeader: {
      styleOverrides: {
        header: {
          padding: '6px 12px',
          fontSize: 12,
          fontWeight: 500,
          color: t.secondary,
          textTransform: 'none',
          borderTop: `1px solid ${t.border}`,
          borderBottom: `1px solid ${t.border}`,
        },
      },
    },
    BackstageTableToolbar: {
      styleOverrides: {
        root: { padding: '8px 12px' },
        title: { '& > h6': { fontSize: 14, fontWeight: 600 } },
      },
    },
    BackstageItemCardHeader: {
      styleOverrides: {
        root: {
          backgroundImage: 'none',
          backgroundColor: t.surface,
          color: t.text,
          padding: '12px 16px 0',
          '& *': { color: t.text },
        },
      },
    },
    ScaffolderReactOwnerListPicker: {
      styleOverrides: {
        root: { backgroundColor: 'transparent', border: 0 },
        title: { textTransform: 'none', fontWeight: 500, margin: 0 },
        groupWrapper: { margin: '4px 0 0', border: `1px solid ${t.border}` },
        menuItem: { minHeight: 34, fontSize: 13 },
      },
    },
    BackstageLogViewer: {
      styleOverrides: {
        log: { fontFamily: fonts.code },
        lineNumber: { color: t.secondary, borderRight: `1px solid ${t.border}` },
        modifierForegroundRed: { color: t.failed },
        modifierForegroundGreen: { color: t.healthy },
        modifierForegroundYellow: { color: t.warning },
        modifierForegroundBlue: { color: t.progressing },
        modifierForegroundMagenta: { color: t.secondary },
        modifierForegroundCyan: { color: t.progressing },
        modifierForegroundGrey: { color: t.secondary },
      },
    },
    PluginCatalogGraphCustomNode: {
      styleOverrides: {
        node: {
          fill: t.surface,
          stroke: t.strongBorder,
          '&.primary': { fill: t.surface, stroke: t.strongBorder },
          '&.secondary': { fill: t.progressingWash, stroke: t.accent },
        },
        text: {
          fill: t.text,
          fontSize: 13,
          '&.primary': { fill: t.text },
          '&.secondary': { fill: t.text },
          '&.focused': { fontWeight: 600 },
        },
      },
    },
    PluginCatalogGraphCustomLabel: {
      styleOverrides: { text: { fill: t.secondary, fontSize: 11 } },
    },
    CodeSnippet: { styleOverrides: { root: { fontFamily: fonts.code } } },
  };
}

/** How Material UI's and Backstage's older components look: flat, bordered, dense, in sentence case. */
export function componentOverrides(t: ModeTokens): NonNullable<UnifiedThemeOptions['components']> {
  return { ...controls(t), ...surfaces(t), ...backstageParts(t) } as NonNullable<
    UnifiedThemeOptions['components']
  >;
}
