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
      // end of table
      // export
      comma: "、",
      exportTitle: "导出可见内容",
      exportCounts: (entities, relations, figures) => `${entities} 个实体、${relations} 条关系、${figures} 个指标值`,
      exportAll: "未设筛选",
      exportFilters: (filters) => `筛选：${filters.join("；")}`,
      exportPicture: "图片",
      exportData: "数据",
      exportPart: "范围",
      exportView: "当前视图",
      exportWhole: "全部可见部分",
      exportPaper: "背景",
      exportWhite: "白色",
      exportTheme: "当前主题",
      exportRatio: "PNG 倍数",
      exportPixels: (width, height) => `PNG 为 ${width} × ${height} 像素。`,
      exportCapped: (ratio) => `图太大，超出浏览器画布的上限，改按 ${ratio} 倍导出；SVG 不受此限。`,
      exportSaved: (name, size) => `已生成 ${name}（${size}）`,
      exportFailed: "浏览器画不出这么大的图片，请选较小的倍数或 SVG。",
      exportEntities: "实体 CSV",
      exportRelations: "关系 CSV",
      exportFigures: "指标 CSV",
      exportNote: "CSV 可用 Excel 打开；JSON 含全部原文证据；Turtle 是 graph.ttl 中对应的部分。",
      exportSource: (documents, years, generation) =>
        `来源：${documents} 篇文档${years ? `（${years}）` : ""} · kg · ${generation}`,
      exportOnlyTypes: (names) => `只含类型 ${names}`,
      exportNoTypes: (names) => `不含类型 ${names}`,
      exportOnlyPredicates: (names) => `只含关系 ${names}`,
      exportNoPredicates: (names) => `不含关系 ${names}`,
      exportDocuments: (names) => `文档 ${names}`,
      exportTime: (clock, from, to) => `${clock === "said" ? "所述时间" : "报道日期"} ${from} 至 ${to}`,
      exportDated: "不含未注明时间的内容",
      exportRemoved: (count) => `手动隐藏 ${count} 个实体`,
      exportAround: (name, hops) => `${name} 周围 ${hops} 步`,
      exportPath: (names) => `路径 ${names}`,
      exportEdge: (words) => `关系 ${words}`,
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
      // end of table
      // export
      comma: ", ",
      exportTitle: "Export what is visible",
      exportCounts: (entities, relations, figures) => `${entities} entities, ${relations} relations, ${figures} figures`,
      exportAll: "No filter",
      exportFilters: (filters) => `Filters: ${filters.join("; ")}`,
      exportPicture: "Picture",
      exportData: "Data",
      exportPart: "Part",
      exportView: "Current view",
      exportWhole: "All that is visible",
      exportPaper: "Background",
      exportWhite: "White",
      exportTheme: "Current theme",
      exportRatio: "PNG scale",
      exportPixels: (width, height) => `PNG: ${width} × ${height} pixels.`,
      exportCapped: (ratio) => `Too large for the browser's canvas: exported at ${ratio}× instead. SVG has no such limit.`,
      exportSaved: (name, size) => `Made ${name} (${size})`,
      exportFailed: "The browser can't draw so large a picture. Choose a smaller scale, or SVG.",
      exportEntities: "Entities CSV",
      exportRelations: "Relations CSV",
      exportFigures: "Figures CSV",
      exportNote: "CSV opens in Excel; JSON holds every quoted proof; Turtle is that part of graph.ttl.",
      exportSource: (documents, years, generation) =>
        `Source: ${documents} documents${years ? ` (${years})` : ""} · kg · ${generation}`,
      exportOnlyTypes: (names) => `only types ${names}`,
      exportNoTypes: (names) => `without types ${names}`,
      exportOnlyPredicates: (names) => `only relations ${names}`,
      exportNoPredicates: (names) => `without relations ${names}`,
      exportDocuments: (names) => `documents ${names}`,
      exportTime: (clock, from, to) => `${clock === "said" ? "time told" : "reported"} ${from} to ${to}`,
      exportDated: "nothing undated",
      exportRemoved: (count) => `${count} entities hidden by hand`,
      exportAround: (name, hops) => `${hops} ${hops === 1 ? "step" : "steps"} around ${name}`,
      exportPath: (names) => `path ${names}`,
      exportEdge: (words) => `relation ${words}`,
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
