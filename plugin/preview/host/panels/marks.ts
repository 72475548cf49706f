import { DataFrameView, type DataFrame } from '@grafana/data';
import { useTheme2, type UPlotConfigBuilder } from '@grafana/ui';
import { useLayoutEffect, useRef } from 'react';

interface Mark {
  readonly time: number;
  readonly timeEnd?: number;
  readonly color?: string;
}

/** Draws marks over a graph: a dashed line each, and a shade over those that last. */
export function useMarks(config: UPlotConfigBuilder, frames: readonly DataFrame[] | undefined): void {
  const theme = useTheme2();
  const shown = useRef(frames);
  useLayoutEffect(() => {
    shown.current = frames;
  }, [frames]);
  useLayoutEffect(() => {
    config.addHook('draw', (plot) => {
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.setLineDash([5, 5]);
      const marks = (shown.current ?? []).flatMap((frame) => new DataFrameView<Mark>(frame).toArray());
      for (const { time, timeEnd = time, color = theme.colors.primary.main } of marks) {
        const [from, to] = [time, timeEnd].map((at) => Math.round(plot.valToPos(at, 'x', true)));
        if (from === undefined || to === undefined || to < bbox.left || from > bbox.left + bbox.width) continue;
        ctx.strokeStyle = theme.visualization.getColorByName(color);
        ctx.fillStyle = `${theme.visualization.getColorByName(color)}20`;
        const left = Math.max(from, bbox.left);
        ctx.fillRect(left, bbox.top, Math.max(0, Math.min(to, bbox.left + bbox.width) - left), bbox.height);
        if (from < bbox.left) continue;
        ctx.beginPath();
        ctx.moveTo(from, bbox.top);
        ctx.lineTo(from, bbox.top + bbox.height);
        ctx.stroke();
      }
      ctx.restore();
    });
  }, [config, theme]);
}
