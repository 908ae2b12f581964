// Tables and charts inside messages: table, data_table and data_visualization.
import { byType, type Check, choice, flag, list, number, object, string } from './check.ts';
import { limitOf } from './limits.ts';
import { richTextElements } from './rich-text.ts';

const richText = object({ required: { elements: richTextElements }, optional: { block_id: string() } });

const cellText: Check = (value, at, look) => {
  string('data_table.cell_text')(value, at, look);
  if (typeof value === 'string') look.characters += value.length;
};

const cell = byType(
  {
    raw_text: object({ required: { text: cellText } }),
    raw_number: object({ required: { value: number(undefined, false) }, optional: { text: string() } }),
    rich_text: richText,
  },
  'element:unknown-type',
);

export const table = {
  required: { rows: list(list(cell, 'table.columns'), 'table.rows') },
  optional: {
    column_settings: list(
      object({ optional: { align: choice('left', 'center', 'right'), is_wrapped: flag } }),
      'table.columns',
    ),
  },
};

export const dataTable = {
  required: { rows: list(list(cell, 'data_table.columns'), 'data_table.rows'), caption: string() },
  optional: { page_size: number('data_table.page_size'), row_header_column_index: number() },
  also: ((value, at, look) => {
    let size = 0;
    for (const row of Array.isArray(value['rows']) ? value['rows'] : []) {
      for (const item of Array.isArray(row) ? row : []) size += JSON.stringify(item ?? '').length;
    }
    const max = limitOf('data_table.content').max ?? 0;
    if (size > max) look.add('limit:data_table.content', at, `must be less than ${max + 1} characters`);
  }) satisfies NonNullable<Parameters<typeof object>[0]['also']>,
};

const point = object({
  required: { label: string('data_visualization.point_label'), value: number(undefined, false) },
});

const axis = object({
  optional: {
    categories: list(string('data_visualization.category_label'), 'data_visualization.categories'),
    x_label: string('data_visualization.axis_label'),
    y_label: string('data_visualization.axis_label'),
  },
});

const lines = object({
  required: {
    series: list(
      object({
        required: {
          name: string('data_visualization.series_name'),
          data: list(point, 'data_visualization.data'),
        },
      }),
      'data_visualization.series',
    ),
    axis_config: axis,
  },
});

const pie = object({
  required: {
    segments: list(
      object({
        required: {
          label: string('data_visualization.segment.label'),
          value: number('data_visualization.segment.value', false),
        },
      }),
      'data_visualization.segments',
    ),
  },
});

export const dataVisualization = {
  required: {
    title: string('data_visualization.title'),
    chart: byType({ pie, bar: lines, line: lines, area: lines }, 'element:unknown-type'),
  },
};
