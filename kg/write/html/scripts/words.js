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
      // end of export
      // link, keys, help
      address: "完整地址",
      copied: "已复制链接",
      copiedCut: "已复制链接；内容太多，链接只含最近的一部分",
      copiedFile: "已复制。这是本机文件的地址：别人打开自己的文件时，请把 # 及其后的部分接在那个地址后面",
      copyByHand: "浏览器不允许网页写入剪贴板，请手工复制：",
      outdated: "数据已更新：链接来自另一次构建，已不存在的内容略去",
      linkCut: "链接太长，只恢复了其中一部分",
      walked: (name, type, count) => `${name}，${type}，${count} 条关系`,
      placeOf: (place, count) => `（第 ${place} 个，共 ${count} 个相邻实体）`,
      noNeighbour: (name) => `${name} 在图中没有相邻实体`,
      hops: (count) => `显示 ${count} 步以内`,
      expanded: (count) => `展开了 ${count} 个实体`,
      hidden: (name) => `已隐藏 ${name}`,
      pinned: (name) => `已固定 ${name}`,
      unpinned: (name) => `已取消固定 ${name}`,
      undone: "已撤销",
      redone: "已重做",
      nothingToStep: "没有可撤销或重做的操作",
      graphHint: "按 n 依次走到相邻实体，按回车键阅读详情，按问号键查看全部快捷键",
      keyFind: "搜索",
      keyNext: "下一个相邻实体；没有焦点时从关联最多的实体开始",
      keyPrevious: "上一个相邻实体",
      keyEnter: "阅读详情，并从这里继续走",
      keyEscape: "关闭最上层：对话框、搜索结果、筛选、提示、焦点",
      keyHops: "显示 1、2、3 步以内的实体",
      keyExpand: "展开相邻实体",
      keyHide: "隐藏实体",
      keyPin: "固定或取消固定位置",
      keyPan: "移动画面",
      keyGraph: "图视图",
      keyTable: "表视图",
      key: "按键",
      effect: "作用",
      singleKeys: "启用单键快捷键",
      helpReading: "怎样读这张图",
      helpNodes: "每个符号是一个实体，颜色和形状表示类型，越大关联越多。名称按关联多少优先显示，放大后显示更多。",
      helpEdges: "每条连线是一条关系，箭头从主语指向宾语，越粗独立来源越多。线型表示语气：",
      helpProof: "点击连线可以读到原文中的依据；点击实体可以读到它的名称、关系和指标。右上角的圆点表示位置已固定，+N 表示还有 N 个相邻实体没有画出。",
      helpUsing: "怎样使用",
      helpUse: "在图例中点击类型或关系即可隐藏或显示。双击实体可展开相邻实体，拖动可移动实体。没有画出的实体也能搜到，并会连同相邻实体一起画出。",
      helpLink: "浏览器地址栏始终记录当前的视图，刷新或收藏后可以回到原处。",
      helpKeys: "快捷键",
      helpPrivacy: "隐私",
      helpOffline: "本页不访问网络，不保存也不发送任何内容；所有数据都在这一个文件里。",
      reset: "回到初始视图",
      undoTitle: "撤销（u 或 Ctrl+Z）",
      redoTitle: "重做（Ctrl+Y 或 Ctrl+Shift+Z）",
      helpTitle: "帮助与快捷键（?）",
      fitTitle: "显示全图（f）",
      zoomInTitle: "放大（+）",
      zoomOutTitle: "缩小（-）",
      more: "更多",
      zoom: "缩放",
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
      // end of export
      // link, keys, help
      address: "Whole address",
      copied: "Link copied",
      copiedCut: "Link copied; there is too much for it, it holds the latest part",
      copiedFile:
        "Copied. This is the address of a file on this computer: others add the part from # on to the address of their own copy",
      copyByHand: "The browser keeps pages from the clipboard; please copy by hand:",
      outdated: "The data has changed: the link is of another build; what no longer exists is left out",
      linkCut: "The link was too long; only a part of it is restored",
      walked: (name, type, count) => `${name}, ${type}, ${count} relations`,
      placeOf: (place, count) => ` (neighbour ${place} of ${count})`,
      noNeighbour: (name) => `${name} has no neighbour in the picture`,
      hops: (count) => `Showing up to ${count} steps`,
      expanded: (count) => `${count} entities added`,
      hidden: (name) => `${name} hidden`,
      pinned: (name) => `${name} pinned`,
      unpinned: (name) => `${name} unpinned`,
      undone: "Undone",
      redone: "Redone",
      nothingToStep: "Nothing to undo or redo",
      graphHint: "Press n to walk along neighbours, Enter to read details, question mark for all keys",
      keyFind: "Search",
      keyNext: "Next neighbour; with nothing in focus, begin with the best connected entity",
      keyPrevious: "Previous neighbour",
      keyEnter: "Read the details, and walk on from here",
      keyEscape: "Close what is topmost: dialog, search results, filters, message, focus",
      keyHops: "Show entities up to 1, 2, 3 steps away",
      keyExpand: "Expand neighbours",
      keyHide: "Hide the entity",
      keyPin: "Pin or unpin its place",
      keyPan: "Move the picture",
      keyGraph: "Graph view",
      keyTable: "Table view",
      key: "Key",
      effect: "Effect",
      singleKeys: "Use single-key shortcuts",
      helpReading: "How to read this graph",
      helpNodes:
        "Each sign is an entity; colour and shape tell its type, size how well it is connected. The best connected show " +
        "their names first; zooming in shows more.",
      helpEdges:
        "Each line is a relation; its arrow leads from subject to object, and it is the thicker the more independent " +
        "sources it has. The dashes tell how it is said:",
      helpProof:
        "Click a line to read the sentences that prove it; click an entity to read its names, relations and figures. " +
        "A dot at its upper right marks a pinned place, +N tells of N neighbours that are not drawn.",
      helpUsing: "How to use it",
      helpUse:
        "Click a type or relation in the legend to hide or show it. Double-click an entity to expand its neighbours, " +
        "drag it to move it. Entities that are not drawn are found by the search and brought in with their neighbours.",
      helpLink: "The browser's address always holds the current view: reload it or bookmark it to come back.",
      helpKeys: "Keys",
      helpPrivacy: "Privacy",
      helpOffline: "This page uses no network, and neither stores nor sends anything; all data is in this one file.",
      reset: "Back to the first view",
      undoTitle: "Undo (u or Ctrl+Z)",
      redoTitle: "Redo (Ctrl+Y or Ctrl+Shift+Z)",
      helpTitle: "Help and keys (?)",
      fitTitle: "Show all (f)",
      zoomInTitle: "Zoom in (+)",
      zoomOutTitle: "Zoom out (-)",
      more: "More",
      zoom: "Zoom",
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
