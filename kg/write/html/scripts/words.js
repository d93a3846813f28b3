// Every word the page itself says, in both languages. What comes from documents stands in the data, and the names
// of types and predicates too.
"use strict";

const Words = (() => {
  const LANGUAGES = {
    zh: {
      badge: (nodes, allNodes, edges, allEdges) => `${nodes} / ${allNodes} 个实体，${edges} / ${allEdges} 条关系`,
      search: "搜索名称、别名或拼音（按 / ）",
      hits: "搜索结果",
      noHit: "没有匹配的名称",
      degree: (count) => `${count} 条关系`,
      zoomIn: "放大",
      zoomOut: "缩小",
      fit: "显示全图",
      compact: "紧凑重排：把当前可见部分重新排列 / 回到原图",
      undo: "撤销",
      redo: "重做",
      theme: "深色 / 浅色",
      language: "English",
      types: "类型",
      predicates: "关系",
      lines: "连线",
      legend: "图例与筛选",
      legendHint: "点击显示或隐藏；双击只看这一类",
      asserted: "已述",
      planned: "计划",
      negated: "否定",
      graph: "知识图谱；各实体可用搜索框或表格查到",
      nothing: "没有可画的实体",
      allHidden: "所有实体都被筛选条件隐藏。",
      clearAll: "清除全部筛选",
      close: "关闭",
      panel: "详情",
      tools: "工具",
      views: "视图",
      toGraph: "图",
      toTable: "表",
      filters: "筛选",
      export: "导出",
      share: "复制链接",
      help: "帮助与快捷键",
      chips: "生效的筛选条件",
      table: "数据表",
      timeline: "时间",
      // panel, path, charts
      // end of panel, path, charts
      // chips, documents, time
      // end of chips, documents, time
      // table
      tableKinds: "表",
      tableEntities: "实体",
      tableRelations: "关系",
      tableFigures: "指标",
      tableFilter: "在表中筛选",
      tableFilterHint: "名称、拼音、内容…",
      tableCount: (shown, all) => (shown === all ? `${all} 行` : `${shown} / ${all} 行`),
      tablePrinted: (count) => `只打印前 ${count} 行`,
      tableNone: "没有符合条件的行。",
      tableClear: "清除表内筛选",
      tableShow: "在图中显示",
      tableShowOne: (name) => `在图中显示 ${name}`,
      tableComma: "；",
      tableMore: (count) => ` 等 ${count + 1} 份`,
      columnEntity: "名称",
      columnType: "类型",
      columnAliases: "别名",
      columnRelationCount: "关系",
      columnFigureCount: "指标",
      columnDocumentCount: "文档",
      columnSpan: "起止时间",
      columnSubject: "主体",
      columnPredicate: "关系",
      columnObject: "客体",
      columnRole: "职务或角色",
      columnTime: "时间",
      columnStatus: "状态",
      columnConfidence: "置信度",
      columnSources: "来源数",
      columnQuote: "原文",
      columnDocument: "文档",
      columnIndicator: "指标",
      columnValue: "数值",
      columnUnit: "单位",
      columnChange: "变化（%）",
      columnPeriod: "时期",
      columnScope: "范围",
      tagAbout: "约",
      tagAtLeast: "不低于",
      tagAtMost: "不超过",
      tagDisputed: "有矛盾",
      tagSigned: "签约",
      tagStarted: "开工",
      tagCompleted: "建成",
      tagOperating: "投产",
      // end of table
      // export
      // end of export
      // link, keys, help
      // end of link, keys, help
      // clusters
      // end of clusters
    },
    en: {
      badge: (nodes, allNodes, edges, allEdges) => `${nodes} / ${allNodes} entities, ${edges} / ${allEdges} relations`,
      search: "Search names, aliases or pinyin (press / )",
      hits: "Search results",
      noHit: "No name matches",
      degree: (count) => `${count} relations`,
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      fit: "Show all",
      compact: "Compact: lay out anew what is visible / back to the map",
      undo: "Undo",
      redo: "Redo",
      theme: "Dark / light",
      language: "中文",
      types: "Types",
      predicates: "Relations",
      lines: "Lines",
      legend: "Legend and filters",
      legendHint: "Click shows or hides; double-click shows this kind only",
      asserted: "stated",
      planned: "planned",
      negated: "denied",
      graph: "Knowledge graph; every entity can be found by the search box or the table",
      nothing: "No entity to draw",
      allHidden: "All entities are hidden by filters.",
      clearAll: "Clear all filters",
      close: "Close",
      panel: "Details",
      tools: "Tools",
      views: "Views",
      toGraph: "Graph",
      toTable: "Table",
      filters: "Filters",
      export: "Export",
      share: "Copy link",
      help: "Help and keys",
      chips: "Active filters",
      table: "Data table",
      timeline: "Time",
      // panel, path, charts
      // end of panel, path, charts
      // chips, documents, time
      // end of chips, documents, time
      // table
      tableKinds: "Tables",
      tableEntities: "Entities",
      tableRelations: "Relations",
      tableFigures: "Figures",
      tableFilter: "Filter the table",
      tableFilterHint: "Name, pinyin, content…",
      tableCount: (shown, all) => (shown === all ? `${all} rows` : `${shown} of ${all} rows`),
      tablePrinted: (count) => `only the first ${count} rows are printed`,
      tableNone: "No row meets the filters.",
      tableClear: "Clear the table's filter",
      tableShow: "Show in graph",
      tableShowOne: (name) => `Show ${name} in the graph`,
      tableComma: "; ",
      tableMore: (count) => ` and ${count} more`,
      columnEntity: "Name",
      columnType: "Type",
      columnAliases: "Aliases",
      columnRelationCount: "Relations",
      columnFigureCount: "Figures",
      columnDocumentCount: "Documents",
      columnSpan: "First – last",
      columnSubject: "Subject",
      columnPredicate: "Relation",
      columnObject: "Object",
      columnRole: "Role",
      columnTime: "Time",
      columnStatus: "Status",
      columnConfidence: "Confidence",
      columnSources: "Sources",
      columnQuote: "Quote",
      columnDocument: "Document",
      columnIndicator: "Indicator",
      columnValue: "Value",
      columnUnit: "Unit",
      columnChange: "Change (%)",
      columnPeriod: "Period",
      columnScope: "Scope",
      tagAbout: "about",
      tagAtLeast: "at least",
      tagAtMost: "at most",
      tagDisputed: "contradicted",
      tagSigned: "signed",
      tagStarted: "started",
      tagCompleted: "completed",
      tagOperating: "operating",
      // end of table
      // export
      // end of export
      // link, keys, help
      // end of link, keys, help
      // clusters
      // end of clusters
    },
  };
  const listeners = [];
  let language = "zh";

  /** Say something in the reader's language; an unknown key is a fault of the page. */
  function t(key, ...values) {
    const words = LANGUAGES[language][key];
    if (words === undefined) throw new Error(`no words for ${key}`);
    return typeof words === "function" ? words(...values) : words;
  }

  const label = (thing) => thing[language];

  /** Fill the words into what the template left open: data-t, data-t-label, data-t-title, data-t-hint. */
  function fill(root = document) {
    root.querySelectorAll("[data-t]").forEach((one) => (one.textContent = t(one.dataset.t)));
    root.querySelectorAll("[data-t-label]").forEach((one) => one.setAttribute("aria-label", t(one.dataset.tLabel)));
    root.querySelectorAll("[data-t-title]").forEach((one) => (one.title = t(one.dataset.tTitle)));
    root.querySelectorAll("[data-t-hint]").forEach((one) => (one.placeholder = t(one.dataset.tHint)));
  }

  function use(next) {
    language = Object.hasOwn(LANGUAGES, next) ? next : "zh";
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    fill();
    listeners.forEach((listener) => listener());
  }

  return { LANGUAGES, fill, label, lang: () => language, on: (listener) => listeners.push(listener), t, use };
})();
